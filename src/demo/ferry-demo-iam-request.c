/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-iam-request.h"

#include <json-glib/json-glib.h>

#define PASSWORD "auth/identity/password/user/"
#define TOTP "auth/identity/totp/user/"
#define PROJECT "auth/scope/project/"

static const struct
{
  const char *path;
  gsize offset;
  gboolean required;
} members[] = {
  { PASSWORD "domain/name", G_STRUCT_OFFSET (FerryDemoIamRequest, domain), TRUE },
  { PASSWORD "name", G_STRUCT_OFFSET (FerryDemoIamRequest, user), TRUE },
  { PASSWORD "password", G_STRUCT_OFFSET (FerryDemoIamRequest, password), TRUE },
  { TOTP "id", G_STRUCT_OFFSET (FerryDemoIamRequest, passcode_user_id) },
  { TOTP "passcode", G_STRUCT_OFFSET (FerryDemoIamRequest, passcode) },
  { PROJECT "name", G_STRUCT_OFFSET (FerryDemoIamRequest, project_name) },
  { PROJECT "id", G_STRUCT_OFFSET (FerryDemoIamRequest, project_id) },
};

/* Follows a path of member names. What is not there is NULL and no mistake; what leads through anything but an
 * object is one. */
static gboolean
find_node (JsonNode    *root,
           const char  *path,
           JsonNode   **node)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);

  *node = root;
  for (gsize i = 0; names[i] != NULL && *node != NULL; i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (*node))
        return FALSE;
      *node = json_object_get_member (json_node_get_object (*node), names[i]);
    }

  return TRUE;
}

static const char *
get_string (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* An empty text is as wrong as a number. */
static gboolean
read_text (JsonNode    *root,
           const char  *path,
           gboolean     required,
           char       **text)
{
  JsonNode *node;

  if (!find_node (root, path, &node))
    return FALSE;
  if (node == NULL)
    return !required;

  *text = g_strdup (get_string (node));

  return *text != NULL && **text != '\0';
}

/* The password always, and a one-time code exactly where one is sent. */
static gboolean
check_methods (JsonNode *root,
               gboolean  with_totp)
{
  static const char *const known[] = { "password", "totp" };
  guint n_seen[G_N_ELEMENTS (known)] = { 0 };
  JsonNode *node;
  JsonArray *methods;

  if (!find_node (root, "auth/identity/methods", &node) || node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  methods = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (methods); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (known); j++)
      n_seen[j] += g_strcmp0 (get_string (json_array_get_element (methods, i)), known[j]) == 0;

  return n_seen[0] == 1 && n_seen[1] == (with_totp ? 1 : 0) &&
         json_array_get_length (methods) == n_seen[0] + n_seen[1];
}

static gboolean
read_body (FerryDemoIamRequest  *self,
           GBytes               *body,
           char                **problem)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (size == 0 || !json_parser_load_from_data (parser, data, size, NULL))
    {
      *problem = g_strdup ("The request body is not JSON.");
      return FALSE;
    }

  root = json_parser_get_root (parser);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (!read_text (root, members[i].path, members[i].required, G_STRUCT_MEMBER_P (self, members[i].offset)))
      {
        *problem = g_strdup_printf ("Expecting to find a text at %s.", members[i].path);
        return FALSE;
      }

  if ((self->passcode == NULL) == (self->passcode_user_id == NULL) &&
      check_methods (root, self->passcode != NULL))
    return TRUE;

  *problem = g_strdup ("The methods do not fit what is sent.");

  return FALSE;
}

/**
 * ferry_demo_iam_request_parse:
 * @content_type: (nullable): what the body is said to be
 * @body: the body
 * @problem: (out): return location for what is wrong with it
 *
 * Reads the body of a request for a token. Stricter than the real service is, so
 * that mistakes of a client come to light.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL if it is malformed
 */
FerryDemoIamRequest *
ferry_demo_iam_request_parse (const char  *content_type,
                              GBytes      *body,
                              char       **problem)
{
  g_autoptr(FerryDemoIamRequest) self = g_new0 (FerryDemoIamRequest, 1);

  if (g_strcmp0 (content_type, "application/json") != 0)
    *problem = g_strdup ("The content type is not application/json.");
  else if (read_body (self, body, problem))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * ferry_demo_iam_request_free:
 * @self: (transfer full): a request
 *
 * Frees a request.
 */
void
ferry_demo_iam_request_free (FerryDemoIamRequest *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (G_STRUCT_MEMBER (char *, self, members[i].offset));
  g_free (self);
}
