/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-error-case.h"
#include "test-util.h"

static void
test_table (void)
{
  g_autoptr(GPtrArray) cases = test_load_error_cases ();

  for (guint i = 0; i < cases->len; i++)
    {
      const TestErrorCase *expected = g_ptr_array_index (cases, i);
      g_autoptr(GError) error = test_error_case_create_error (expected);
      const FerryErrorDetails *details = ferry_error_get_details (error);

      g_test_message ("%s: %s", expected->name, error->message);
      g_assert_error (error, FERRY_ERROR, (int) expected->error);
      test_assert_error_text (error, expected->message);
      g_assert_cmpuint (details->http_status, ==, expected->status);
      g_assert_cmpstr (details->service_code, ==, expected->code);
      g_assert_cmpint (details->clock_offset, ==, expected->clock_offset);
      if (expected->wait >= 0)
        g_assert_cmpint (details->retry_after, ==, expected->wait);
      g_assert_cmpstr (details->request_id, ==, "0a1b");
      g_assert_cmpstr (details->host, ==, "swr-api.cn-north-4.myhuaweicloud.com");
      g_assert_cmpstr (details->time, ==, "2026-01-01T00:00:00Z");
      g_assert_cmpstr (details->headers, ==, "Server: api-gateway");
      g_assert_null (strstr (error->message, "SYNTHETIC-SECURITY-TOKEN"));
      g_assert_null (strstr (error->message, "c3ludGhldGlj"));
      g_assert_true (expected->status != 401 || ferry_error_is_sign_in (error));
    }
}

/* Every kind of error occurs among the cases, so that none is without words. */
static void
test_complete (void)
{
  g_autoptr(GPtrArray) cases = test_load_error_cases ();
  gboolean seen[FERRY_ERROR_TOO_LARGE] = { FALSE };

  for (guint i = 0; i < cases->len; i++)
    seen[((TestErrorCase *) g_ptr_array_index (cases, i))->error] = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_true (seen[i]);
}

static guint n_errors;

static void
check_error (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  const char *const texts[] = {
    error->message,
    details->service_code,
    details->service_text,
    details->sentence,
    details->quote,
    details->request_id,
    details->headers,
    details->body,
  };

  n_errors++;
  g_assert_true (error->domain == FERRY_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      test_assert_no_secret (texts[i]);
      g_assert_true (texts[i] == NULL || g_utf8_validate (texts[i], -1, NULL));
    }
  g_assert_null (strstr (details->headers, "somebody-else’s"));
  g_assert_nonnull (strstr (details->headers, "X-Echo: …"));
  g_assert_true (details->http_status != 401 || error->code == FERRY_ERROR_BAD_RESPONSE || ferry_error_is_sign_in (error));
}

static void
test_secrets (void)
{
  test_foreach_error_with_secrets (check_error);
  g_assert_cmpuint (n_errors, >, 5000);
}

static GError *
make_error (const char       *body,
            gssize            size,
            FerryCredentials *credentials)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, size < 0 ? strlen (body) : (gsize) size);
  FerryErrorResponse response = { .status = 500, .body = bytes, .credentials = credentials };

  return ferry_error_new_from_response (&response);
}

static void
test_body (void)
{
  g_autofree char *long_text = g_strnfill (3000, 'x');
  g_autoptr(GString) chinese = g_string_new ("x");
  g_autoptr(GError) lines = make_error ("<html>\r\n\t<b>\x1b[2J\x07</b>\n\xff</html>\n", -1, NULL);
  g_autoptr(GError) with_nul = make_error ("a\0b", 3, NULL);
  g_autoptr(GError) empty = make_error (" \n", -1, NULL);
  g_autoptr(GError) long_body = make_error (long_text, -1, NULL);
  g_autoptr(GError) chinese_body = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (chinese, "汉");
  chinese_body = make_error (chinese->str, -1, NULL);

  g_assert_cmpstr (ferry_error_get_details (lines)->body, ==, "<html> \n <b> [2J </b>\n\xef\xbf\xbd</html>");
  g_assert_cmpstr (ferry_error_get_details (with_nul)->body, ==, "a\xef\xbf\xbd"
                                                                 "b");
  g_assert_null (ferry_error_get_details (empty)->body);
  g_assert_cmpuint (strlen (ferry_error_get_details (long_body)->body), ==, 2048);
  g_assert_true (g_utf8_validate (ferry_error_get_details (chinese_body)->body, -1, NULL));
  g_assert_cmpuint (strlen (ferry_error_get_details (chinese_body)->body), ==, 1 + 682 * 3);
}

/* A token may begin where the text that is kept ends, and where the one that is looked at ends. */
static void
test_cut_secrets (void)
{
  g_autoptr(GString) token = g_string_new (NULL);
  g_autoptr(FerryCredentials) credentials = NULL;

  while (token->len < 30 * 1024)
    g_string_append (token, "SecretKeyOfTheTest");
  credentials = ferry_credentials_new_token (token->str);

  for (gsize before = 0; before < 64 * 1024; before += 509)
    {
      g_autofree char *filler = g_strnfill (before, '-');
      g_autofree char *body = g_strconcat (filler, token->str, "<br>", token->str, "<br>", token->str, NULL);
      g_autoptr(GError) error = make_error (body, MIN (strlen (body), FERRY_ERROR_RESPONSE_BODY_HEAD), credentials);

      test_assert_no_secret (error->message);
      test_assert_no_secret (ferry_error_get_details (error)->service_text);
      test_assert_no_secret (ferry_error_get_details (error)->body);
    }
}

/* What others signed with is known by its name only. */
static void
test_named_secrets (void)
{
  static const char *const bodies[] = {
    "X-Subject-Token: SecretKey\nnext", "set-cookie: a=SecretKey; Path=/\nnext", "Proxy-Authorization: Basic SecretKey\nnext",
    "{\"credential\":{\"secret\":\"SecretKey\\\"SecretKey\",\"securitytoken\" : \"SecretKey\",\"next\":1}}",
    "{\"auth\":{\"password\":\"SecretKey\",\"next\":1}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error = make_error (bodies[i], -1, NULL);

      test_assert_no_secret (error->message);
      test_assert_no_secret (ferry_error_get_details (error)->body);
      test_assert_error_text (error, "next");
    }
}

/* Neither the length nor the shape of a text makes it come out unread. */
static void
test_hostile_texts (void)
{
  static const struct
  {
    const char *start;
    const char *piece;
  } texts[] = {
    { "{\"password\":\"", "SecretKey" },
    { "{\"password\":\"", "SecretKey\\\"" },
    { "authorization:", "SecretKey " },
    { "", "<script>" },
    { "", "<!--" },
    { "", "<" },
    { "<", "authorization:" },
    { "", "\"secret\":\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) body = g_string_new (texts[i].start);
      g_autoptr(GError) error = NULL;

      while (body->len < FERRY_ERROR_RESPONSE_BODY_HEAD)
        g_string_append (body, texts[i].piece);
      error = make_error (body->str, -1, NULL);
      test_assert_no_secret (error->message);
      test_assert_no_secret (ferry_error_get_details (error)->body);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *date;
    gint64 now;
    int offset;
  } cases[] = {
    { "Thu, 01 Jan 2026 00:00:00 GMT", 1767225600, 0 },
    { "Thu, 01 Jan 2026 00:01:30 GMT", 1767225600, 90 },
    { "Wed, 31 Dec 2025 23:00:00 GMT", 1767225600, -3600 },
    { "Thu, 01 Jan 2026 00:01:30 GMT", 0, 0 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 4102444800, -G_MAXINT },
    { "Thu, 41 Jan 2026 00:00:00 GMT", 1767225600, 0 },
    { "Thu, 01 anF 2026 00:00:00 GMT", 1767225600, 0 },
    { "Thu, 01 J 2026 00:00:00 GMT", 1767225600, 0 },
    { "2026-01-01T00:00:00Z", 1767225600, 0 },
    { "", 1767225600, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryErrorResponse response = { .status = 401, .date = cases[i].date, .now = cases[i].now };
      g_autoptr(GError) error = ferry_error_new_from_response (&response);

      g_test_message ("%s", cases[i].date);
      g_assert_cmpint (ferry_error_get_details (error)->clock_offset, ==, cases[i].offset);
    }
}

/* Only so many words of others go into a sentence; the rest is in the body. */
static void
test_long_text (void)
{
  g_autofree char *words = g_strnfill (1000, 'x');
  g_autofree char *body = g_strconcat ("{\"error_code\":\"A.1\",\"error_msg\":\"", words, "\"}", NULL);
  g_autoptr(GError) error = make_error (body, -1, NULL);
  const FerryErrorDetails *details = ferry_error_get_details (error);

  g_assert_cmpint (g_utf8_strlen (details->service_text, -1), ==, 301);
  g_assert_true (g_str_has_suffix (error->message, "x…”"));
  g_assert_nonnull (strstr (details->body, words));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error-cases/table", test_table);
  g_test_add_func ("/error-cases/complete", test_complete);
  g_test_add_func ("/error-cases/secrets", test_secrets);
  g_test_add_func ("/error-cases/body", test_body);
  g_test_add_func ("/error-cases/cut-secrets", test_cut_secrets);
  g_test_add_func ("/error-cases/named-secrets", test_named_secrets);
  g_test_add_func ("/error-cases/hostile-texts", test_hostile_texts);
  g_test_add_func ("/error-cases/dates", test_dates);
  g_test_add_func ("/error-cases/long-text", test_long_text);

  return g_test_run ();
}
