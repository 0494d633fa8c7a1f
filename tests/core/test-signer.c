/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "ferry-signer.h"
#include "test-util.h"

/* Usage: test-signer [OPTION…] [FILE…]
 * The files hold vectors in the form of tests/data/signer-vectors.json, which are run in place of ours. */

static const char *
get_string (JsonObject *object,
            const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

/* Of the headers, those that the vector has as signed. */
static GArray *
dup_signed (JsonObject *request,
            const char *signed_headers)
{
  GArray *headers = g_array_new (FALSE, FALSE, sizeof (FerryHeader));
  JsonArray *all = json_object_get_array_member (request, "headers");
  g_auto(GStrv) names = g_strsplit (signed_headers, ";", -1);

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonArray *pair = json_array_get_array_element (all, i);
      FerryHeader header = { json_array_get_string_element (pair, 0), json_array_get_string_element (pair, 1) };
      g_autofree char *name = g_ascii_strdown (header.name, -1);

      if (g_strv_contains ((const char *const *) names, name))
        g_array_append_val (headers, header);
    }

  return headers;
}

/* The body's hash, unless the request brings one along. */
static char *
dup_payload_hash (JsonObject *request)
{
  const char *body = get_string (request, "body");
  JsonArray *headers = json_object_get_array_member (request, "headers");
  g_autoptr(GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  for (guint i = 0; i < json_array_get_length (headers); i++)
    {
      JsonArray *pair = json_array_get_array_element (headers, i);

      if (g_ascii_strcasecmp (json_array_get_string_element (pair, 0), "X-Sdk-Content-Sha256") == 0)
        return g_strdup (json_array_get_string_element (pair, 1));
    }

  return ferry_signer_hash_payload (bytes);
}

/* What a vector does not publish is not compared; the signature always is. */
static void
assert_expected (JsonObject *expected,
                 const char *member,
                 const char *value)
{
  if (json_object_has_member (expected, member))
    g_assert_cmpstr (value, ==, get_string (expected, member));
}

static void
check_path (JsonObject *vector,
            const char *path)
{
  JsonObject *request = json_object_get_object_member (vector, "request");
  JsonObject *expected = json_object_get_object_member (vector, "expected");
  JsonObject *keys = json_object_get_object_member (vector, "credentials");
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new_key_pair (get_string (keys, "ak"), get_string (keys, "sk"), NULL, NULL);
  g_autoptr(GArray) headers = dup_signed (request, get_string (expected, "signed_headers"));
  const FerryHeader *first = (const FerryHeader *) headers->data;
  const char *method = get_string (request, "method");
  const char *query = get_string (request, "wire_query");
  g_autofree char *payload_hash = dup_payload_hash (request);
  g_autofree char *names = ferry_signer_dup_signed_headers (first, headers->len);
  g_autofree char *canonical = ferry_signer_dup_canonical_request (method, path, query, first, headers->len, payload_hash);
  g_autofree char *canonical_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  g_autofree char *to_sign = ferry_signer_dup_string_to_sign (get_string (vector, "date"), canonical);
  g_autofree char *signature = ferry_signer_dup_signature (get_string (keys, "sk"), to_sign);
  g_autofree char *authorization = ferry_signer_dup_authorization (credentials, method, path, query, first, headers->len, payload_hash);

  assert_expected (expected, "signed_headers", names);
  assert_expected (expected, "canonical_request", canonical);
  assert_expected (expected, "canonical_request_sha256", canonical_hash);
  assert_expected (expected, "string_to_sign", to_sign);
  assert_expected (expected, "authorization", authorization);
  g_assert_cmpstr (signature, ==, get_string (expected, "signature"));
  g_assert_true (g_str_has_suffix (authorization, signature));
}

static void
test_vector (gconstpointer data)
{
  JsonObject *vector = json_node_get_object ((JsonNode *) data);
  JsonObject *request = json_object_get_object_member (vector, "request");
  const char *decoded = get_string (request, "path");

  check_path (vector, get_string (request, "wire_path"));

  /* However the wire escapes it, the signature is the same. */
  if (strchr (decoded, '%') == NULL)
    check_path (vector, decoded);
}

/* One value with all that needs an escape, as the signing guide has it. */
static void
test_escapes (void)
{
  const FerryHeader headers[] = { { "X-Sdk-Date", "20260101T000000Z" } };
  const char *const queries[] = {
    "value=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
    "value=%e4%b8%80%20(%26%3d?!%23%25.*)",
    "value=\xe4\xb8\x80 (%26=?!#%25.*)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *canonical = ferry_signer_dup_canonical_request ("GET", "/", queries[i], headers, 1, "");
      g_auto(GStrv) lines = g_strsplit (canonical, "\n", -1);

      g_assert_cmpstr (lines[2], ==, queries[0]);
    }
}

static void
test_query_order (void)
{
  const FerryHeader headers[] = { { "X-Sdk-Date", "20260101T000000Z" } };
  g_autofree char *canonical = ferry_signer_dup_canonical_request ("GET", "/a//b", "b=2&a-b=1&&a=3&a=2&c", headers, 1, "");
  g_auto(GStrv) lines = g_strsplit (canonical, "\n", -1);

  g_assert_cmpstr (lines[1], ==, "/a//b/");
  g_assert_cmpstr (lines[2], ==, "a=2&a=3&a-b=1&b=2&c=");
}

static void
test_date (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("+08:00");
  g_autoptr(GDateTime) time = g_date_time_new (zone, 2026, 1, 1, 7, 59, 59.999);
  g_autofree char *text = ferry_signer_format_date (time);

  g_assert_cmpstr (text, ==, "20251231T235959Z");
}

static void
add_vectors (const char *path)
{
  g_autofree char *text = test_read_file (path);
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = json_from_string (text, &error);
  JsonArray *vectors;

  g_assert_no_error (error);
  vectors = json_object_get_array_member (json_node_get_object (root), "vectors");
  g_assert_cmpuint (json_array_get_length (vectors), >, 0);

  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonNode *vector = json_array_dup_element (vectors, i);
      g_autofree char *name = g_strdup_printf ("/signer/%s/%s", file, get_string (json_node_get_object (vector), "id"));

      g_test_add_data_func_full (name, vector, test_vector, (GDestroyNotify) json_node_unref);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 1; i < argc; i++)
    add_vectors (argv[i]);
  if (argc == 1)
    {
      g_autofree char *ours = g_test_build_filename (G_TEST_DIST, "data", "signer-vectors.json", NULL);
      g_autofree char *published = g_test_build_filename (G_TEST_DIST, "data", "signer-vectors-published.json", NULL);

      add_vectors (ours);
      add_vectors (published);
    }

  g_test_add_func ("/signer/escapes", test_escapes);
  g_test_add_func ("/signer/query-order", test_query_order);
  g_test_add_func ("/signer/date", test_date);

  return g_test_run ();
}
