/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-response.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-error.h"

/* How much of a body that is not ours stands in an error. */
#define EXCERPT_CHARACTERS 200

/* A day. Who is asked to wait longer has to come back anyway. */
#define MAX_WAIT_SECONDS 86400

/* The gateway, two generations of SWR and IAM each have a body shape of their own, and none can be told
 * from the status. The pairs are looked for in this order, at each place where one may stand. */
static const struct
{
  const char *code;
  const char *text;
} member_pairs[] = {
  { "error_code", "error_msg" },
  { "errorCode", "errorMessage" },
  { "errorCode", "errorMsg" },
  { "code", "message" },
  { "code", "title" },
};

/* Throttling that SWR reports as if it were a missing permission. */
static const char *const throttling_codes[] = { "4031032", "4031042" };

/* IAM has its code as a number. */
static char *
dup_scalar_member (JsonObject *object,
                   const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0' ? json_node_dup_string (node) : NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

static gboolean
read_pair (JsonObject        *object,
           gsize              pair,
           FerryErrorDetails *details)
{
  g_autofree char *code = dup_scalar_member (object, member_pairs[pair].code);
  g_autofree char *text = dup_scalar_member (object, member_pairs[pair].text);

  if (text == NULL && (code == NULL || pair + 1 < G_N_ELEMENTS (member_pairs)))
    return FALSE;

  details->service_code = g_steal_pointer (&code);
  details->service_text = g_steal_pointer (&text);

  return TRUE;
}

static gboolean
read_object (JsonObject        *object,
             FerryErrorDetails *details)
{
  for (gsize i = 0; i < G_N_ELEMENTS (member_pairs); i++)
    if (read_pair (object, i, details))
      return TRUE;

  return FALSE;
}

static JsonObject *
get_first_object (JsonNode *node)
{
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);

  return json_array_get_length (array) > 0 ? get_first_object (json_array_get_element (array, 0)) : NULL;
}

static gboolean
read_json (GBytes            *body,
           FerryErrorDetails *details)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object, *inner;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (size == 0 || !json_parser_load_from_data (parser, data, size, NULL))
    return FALSE;
  if ((object = get_first_object (json_parser_get_root (parser))) == NULL)
    return FALSE;

  if (read_object (object, details))
    return TRUE;
  if ((inner = get_first_object (json_object_get_member (object, "errors"))) != NULL && read_object (inner, details))
    return TRUE;
  inner = get_first_object (json_object_get_member (object, "error"));

  return inner != NULL && read_object (inner, details);
}

/* When a signature is wrong the gateway shows the request it has verified, signed headers and all. */
static char *
redact (const char *text)
{
  static GRegex *regex = NULL;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("((?:x-security-token|x-auth-token|authorization)\\s*[:=])[^|\\n]+",
                                                    G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  return g_regex_replace (regex, text, -1, 0, "\\1 …", 0, NULL);
}

/* “limit:10,time:1 minute” in the text of a throttled answer. */
static guint
parse_wait (const char *text)
{
  static const struct
  {
    const char *unit;
    guint seconds;
  } units[] = { { "second", 1 }, { "minute", 60 }, { "hour", 3600 }, { "day", 86400 } };
  const char *start = strstr (text, "time:");
  char *end;
  guint64 number;

  if (start == NULL)
    return 0;

  number = g_ascii_strtoull (start + strlen ("time:"), &end, 10);
  while (*end == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (end, units[i].unit))
      return MIN (MIN (number, MAX_WAIT_SECONDS) * units[i].seconds, MAX_WAIT_SECONDS);

  return 0;
}

static gboolean
is_throttling_code (const char *code)
{
  const char *dot = strrchr (code, '.');

  return g_strv_contains ((const char *const[]) { throttling_codes[0], throttling_codes[1], NULL },
                          dot != NULL ? dot + 1 : code);
}

/* The gateway calls itself APIGW, APIG or APIC, by service, cloud and age. */
static gboolean
is_gateway_code (const char *code,
                 const char *digits)
{
  const char *dot = strrchr (code, '.');

  return g_str_has_prefix (code, "API") && dot != NULL && strcmp (dot + 1, digits) == 0;
}

static FerryError
choose_code (const FerryErrorDetails *details)
{
  const char *code = details->service_code != NULL ? details->service_code : "";

  switch (details->http_status)
    {
    case 401:
      return FERRY_ERROR_UNAUTHORIZED;
    case 403:
      return is_throttling_code (code) ? FERRY_ERROR_RATE_LIMITED : FERRY_ERROR_FORBIDDEN;
    case 404:
      return is_gateway_code (code, "0101") ? FERRY_ERROR_NOT_OFFERED : FERRY_ERROR_NOT_FOUND;
    case 429:
      return FERRY_ERROR_RATE_LIMITED;
    default:
      if (details->http_status >= 500)
        return FERRY_ERROR_SERVER;
      return details->http_status >= 400 ? FERRY_ERROR_BAD_REQUEST : FERRY_ERROR_BAD_RESPONSE;
    }
}

static const char *
get_sentence (FerryError code)
{
  switch (code)
    {
    case FERRY_ERROR_UNAUTHORIZED:
      return _("The service did not accept the sign-in.");
    case FERRY_ERROR_FORBIDDEN:
      return _("Listing synchronization tasks is not allowed for this sign-in.");
    case FERRY_ERROR_NOT_FOUND:
      return _("The organization or repository was not found.");
    case FERRY_ERROR_NOT_OFFERED:
      return _("This address does not offer the synchronization API.");
    case FERRY_ERROR_RATE_LIMITED:
      return _("The service asks to slow down.");
    case FERRY_ERROR_BAD_REQUEST:
      return _("The service did not accept the request.");
    case FERRY_ERROR_SERVER:
      return _("The service has a problem.");
    case FERRY_ERROR_NO_CREDENTIALS:
    case FERRY_ERROR_BAD_RESPONSE:
    case FERRY_ERROR_TOO_LARGE:
    case FERRY_ERROR_EXPORT:
    default:
      return _("The service gave an unexpected answer.");
    }
}

/* At most so many characters of @text on one line, without what a terminal would take for an instruction. */
static char *
dup_line (const char *text,
          glong       max_characters)
{
  g_autofree char *redacted = redact (text);
  GString *line = g_string_new (NULL);
  glong n = 0;

  for (const char *p = g_strstrip (redacted); *p != '\0' && n < max_characters; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
    }

  return g_strstrip (g_string_free (line, FALSE));
}

/**
 * ferry_error_dup_excerpt:
 * @body: (nullable): a body that could not be understood
 *
 * Takes the beginning of @body as text for an error: valid UTF-8 on one line,
 * 200 characters at most, without secrets that the gateway echoes.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when there is none
 */
char *
ferry_error_dup_excerpt (GBytes *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", MIN (size, EXCERPT_CHARACTERS * 6));
  g_autofree char *line = dup_line (text, EXCERPT_CHARACTERS);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/**
 * ferry_error_new_from_response:
 * @response: an answer whose status is not a success
 *
 * Makes one error of any of the body shapes that the gateway, SWR and IAM use,
 * and of what proxies send. The service's own words become part of the
 * message; its code, request id and the pause it asks for are in the details.
 *
 * Returns: (transfer full): an error in the domain %FERRY_ERROR
 */
GError *
ferry_error_new_from_response (const FerryErrorResponse *response)
{
  FerryErrorDetails details = { .http_status = response->status, .request_id = (char *) response->request_id };
  g_autofree char *code = NULL;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  FerryError kind;

  if (response->body == NULL || !read_json (response->body, &details))
    details.service_text = ferry_error_dup_excerpt (response->body);
  else if (details.service_text != NULL)
    {
      g_autofree char *raw = g_steal_pointer (&details.service_text);
      details.service_text = dup_line (raw, G_MAXLONG);
    }
  if (details.service_text == NULL)
    details.service_text = g_strdup (response->reason);
  code = details.service_code;
  text = details.service_text;

  kind = choose_code (&details);
  if (kind == FERRY_ERROR_RATE_LIMITED)
    {
      if (response->retry_after != NULL)
        details.retry_after = MIN (g_ascii_strtoull (response->retry_after, NULL, 10), MAX_WAIT_SECONDS);
      if (details.retry_after == 0 && text != NULL)
        details.retry_after = parse_wait (text);
    }

  if (text != NULL && *text != '\0')
    /* Translators: a sentence of ours, then what the service itself said. */
    message = g_strdup_printf (_("%s It says: %s"), get_sentence (kind), text);

  return ferry_error_new_with_details (kind, &details, message != NULL ? message : get_sentence (kind));
}
