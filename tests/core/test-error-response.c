/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-response.h"
#include "test-util.h"

static GError *
make_error (guint       status,
            const char *body)
{
  g_autoptr(GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  FerryErrorResponse response = { .status = status, .reason = "Reason Phrase", .request_id = "0a1b", .body = bytes };

  return ferry_error_new_from_response (&response);
}

/* Each shape that the gateway, the service, the sign-in service and what stands between them use. */
static void
test_shapes (void)
{
  static const struct
  {
    guint status;
    const char *body; /* (nullable) */
    FerryError code;
    const char *service_code; /* (nullable) */
    const char *service_text; /* (nullable) */
  } cases[] = {
    { 401, "{\"error_msg\":\"bad token\",\"error_code\":\"APIGW.0301\",\"request_id\":\"ff\"}",
      FERRY_ERROR_UNAUTHORIZED, "APIGW.0301", "bad token" },
    { 403, "{\"errors\":[{\"errorCode\":\"other\",\"errorMessage\":\"other\"}],\"error_code\":\"SVCSTG.SWR.4030170\","
           "\"error_msg\":\"not allowed\",\"details\":[{\"error_code\":\"x\",\"error_msg\":\"y\"}]}",
      FERRY_ERROR_FORBIDDEN, "SVCSTG.SWR.4030170", "not allowed" },
    { 404, "[{\"errorCode\":\"SVCSTG.SWR.4040058\",\"errorMessage\":\"no such\",\"detail\":\"\"}]",
      FERRY_ERROR_NOT_FOUND, "SVCSTG.SWR.4040058", "no such" },
    { 400, "{\"errorCode\":\"SVCSTG.SWR.4001090\",\"errorMessage\":\"flat\"}",
      FERRY_ERROR_BAD_REQUEST, "SVCSTG.SWR.4001090", "flat" },
    { 400, "{\"errorCode\":\"SVCSTG.SWR.4001090\",\"errorMsg\":\"flat too\"}",
      FERRY_ERROR_BAD_REQUEST, "SVCSTG.SWR.4001090", "flat too" },
    { 400, "{\"errors\":[{\"errorCode\":\"SVCSTG.SWR.4001158\",\"errorMessage\":\"inside\"}]}",
      FERRY_ERROR_BAD_REQUEST, "SVCSTG.SWR.4001158", "inside" },
    { 500, "{\"code\":\"X.1\",\"message\":\"plain\"}", FERRY_ERROR_SERVER, "X.1", "plain" },
    { 401, "{\"error\":{\"code\":401,\"message\":\"wrong\",\"title\":\"Unauthorized\"}}", FERRY_ERROR_UNAUTHORIZED, "401", "wrong" },
    { 401, "{\"error\":{\"code\":401,\"title\":\"Unauthorized\"}}", FERRY_ERROR_UNAUTHORIZED, "401", "Unauthorized" },
    { 401, "{\"error_code\":\"IAM.0061\",\"error_msg\":\"locked\"}", FERRY_ERROR_LOCKED, "IAM.0061", "locked" },
    { 400, "{\"error_code\":\"1104\",\"error_msg\":\"blocked\"}", FERRY_ERROR_BAD_REQUEST, "1104", "blocked" },
    { 400, "{\"error_code\":\"A.1\",\"error_msg\":\"\\u001b[2Jgone\\nnext \"}", FERRY_ERROR_BAD_REQUEST, "A.1", "[2Jgone next" },
    { 502, "<html><h1>502 Bad Gateway</h1></html>", FERRY_ERROR_SERVER, NULL, "502 Bad Gateway" },
    { 502, "<!-- a --><style>\nb { c }\n</style><p>It is\n<b>away</b>, 1 < 2", FERRY_ERROR_SERVER, NULL, "It is away , 1 < 2" },
    { 502, "<img>", FERRY_ERROR_SERVER, NULL, "Reason Phrase" },
    { 503, "  upstream\nis away \x01", FERRY_ERROR_SERVER, NULL, "upstream is away" },
    { 503, "\xff\xfe", FERRY_ERROR_SERVER, NULL, "\xef\xbf\xbd\xef\xbf\xbd" },
    { 500, "", FERRY_ERROR_SERVER, NULL, "Reason Phrase" },
    { 500, NULL, FERRY_ERROR_SERVER, NULL, "Reason Phrase" },
    { 500, "{}", FERRY_ERROR_SERVER, NULL, "{}" },
    { 500, "[]", FERRY_ERROR_SERVER, NULL, "[]" },
    { 500, "[[[{\"errorCode\":\"a\",\"errorMessage\":\"b\"}]]]", FERRY_ERROR_SERVER, "a", "b" },
    { 500, "null", FERRY_ERROR_SERVER, NULL, "null" },
    { 500, "7", FERRY_ERROR_SERVER, NULL, "7" },
    { 500, "{\"error_code\":{},\"error_msg\":[]}", FERRY_ERROR_SERVER, NULL, "{\"error_code\":{},\"error_msg\":[]}" },
    { 500, "{\"error_code\":\"A.1\",\"error_msg\":\"cut of", FERRY_ERROR_SERVER, NULL, "{\"error_code\":\"A.1\",\"error_msg\":\"cut of" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = make_error (cases[i].status, cases[i].body);
      const FerryErrorDetails *details = ferry_error_get_details (error);

      g_test_message ("%s", error->message);
      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
      g_assert_cmpuint (details->http_status, ==, cases[i].status);
      g_assert_cmpstr (details->service_code, ==, cases[i].service_code);
      g_assert_cmpstr (details->service_text, ==, cases[i].service_text);
      g_assert_cmpstr (details->request_id, ==, "0a1b");
      test_assert_error_text (error, cases[i].service_text);
    }
}

static void
test_order (void)
{
  const char *const members[] = {
    "\"error_code\":\"1\",\"error_msg\":\"one\"",
    "\"errors\":[{\"errorCode\":\"2\",\"errorMessage\":\"two\"}]",
    "\"errorCode\":\"3\",\"errorMessage\":\"three\"",
    "\"errorCode\":\"3\",\"errorMsg\":\"four\"",
    "\"code\":\"5\",\"message\":\"five\"",
    "\"error\":{\"code\":\"6\",\"message\":\"six\",\"title\":\"seven\"}",
  };
  const char *const texts[] = { "one", "two", "three", "four", "five", "six" };

  /* With the first ones gone, the next one is found, whatever the order in the body. */
  for (gsize first = 0; first < G_N_ELEMENTS (members); first++)
    {
      g_autoptr(GString) body = g_string_new ("{");
      g_autoptr(GError) error = NULL;

      for (gsize i = G_N_ELEMENTS (members); i-- > first;)
        g_string_append_printf (body, "%s%s", body->len > 1 ? "," : "", members[i]);
      g_string_append_c (body, '}');

      error = make_error (400, body->str);
      g_assert_cmpstr (ferry_error_get_details (error)->service_text, ==, texts[first]);
    }
}

static void
test_codes (void)
{
  static const struct
  {
    guint status;
    const char *service_code;
    FerryError code;
  } cases[] = {
    { 401, "SVCSTG.SWR.4010000", FERRY_ERROR_UNAUTHORIZED },
    { 403, "SVCSTG.SWR.4030170", FERRY_ERROR_FORBIDDEN },
    { 403, "SVCSTG.SWR.4031032", FERRY_ERROR_RATE_LIMITED },
    { 403, "SVCSTG.SWR.4031042", FERRY_ERROR_RATE_LIMITED },
    { 403, "4031042", FERRY_ERROR_RATE_LIMITED },
    { 403, "SVCSTG.SWR.14031042", FERRY_ERROR_FORBIDDEN },
    { 500, "SVCSTG.SWR.4031042", FERRY_ERROR_RATE_LIMITED },
    { 401, "SVCSTG.SWR.4031042", FERRY_ERROR_UNAUTHORIZED },
    { 403, "APIGW.0302", FERRY_ERROR_FORBIDDEN },
    { 403, "APIGW.0401", FERRY_ERROR_ADDRESS_REFUSED },
    { 403, "SVCSTG.SWR.0401", FERRY_ERROR_FORBIDDEN },
    { 403, "0401", FERRY_ERROR_FORBIDDEN },
    { 404, "SVCSTG.SWR.4040010", FERRY_ERROR_NOT_FOUND },
    { 404, "APIGW.0101", FERRY_ERROR_NOT_OFFERED },
    { 404, "APIG.0101", FERRY_ERROR_NOT_OFFERED },
    { 404, "APIC.0101", FERRY_ERROR_NOT_OFFERED },
    { 404, "APIGW.0102", FERRY_ERROR_NOT_OFFERED },
    { 429, "APIGW.0308", FERRY_ERROR_RATE_LIMITED },
    { 429, "IAM.0012", FERRY_ERROR_RATE_LIMITED },
    { 400, "APIGW.0602", FERRY_ERROR_BAD_REQUEST },
    { 400, "IAM.1104", FERRY_ERROR_DISABLED },
    { 400, "1104", FERRY_ERROR_BAD_REQUEST },
    { 400, "SVCSTG.SWR.1104", FERRY_ERROR_BAD_REQUEST },
    { 409, "SVCSTG.SWR.4090023", FERRY_ERROR_SERVER },
    { 500, "SVCSTG.SWR.5001101", FERRY_ERROR_SERVER },
    { 599, "X", FERRY_ERROR_SERVER },
    { 302, "X", FERRY_ERROR_BAD_RESPONSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error_code\":\"%s\",\"error_msg\":\"text\"}", cases[i].service_code);
      g_autoptr(GError) error = make_error (cases[i].status, body);

      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
    }
}

static void
test_wait (void)
{
  static const struct
  {
    guint status;
    const char *retry_after; /* (nullable) */
    const char *text;
    guint seconds;
  } cases[] = {
    { 429, NULL, "policy user over ratelimit,limit:10,time:1 minute", 60 },
    { 429, NULL, "limit:10,time:30 seconds", 30 },
    { 429, NULL, "limit:10,time: 2 hours", 7200 },
    { 429, NULL, "limit:10,time:1day", 86400 },
    { 429, NULL, "5 times per 60 seconds", 60 },
    { 429, NULL, "time:soon", 0 },
    { 429, NULL, "as per agreement", 0 },
    { 429, NULL, "time:1 fortnight", 0 },
    { 429, NULL, "slow down", 0 },
    { 429, "8", "limit:10,time:1 minute", 8 },
    { 429, "Wed, 21 Oct 2026 07:28:00 GMT", "limit:10,time:1 minute", 60 },
    { 400, "8", "limit:10,time:1 minute", 8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error_code\":\"APIGW.0308\",\"error_msg\":\"%s\"}", cases[i].text);
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
      FerryErrorResponse response = { .status = cases[i].status, .retry_after = cases[i].retry_after, .body = bytes };
      g_autoptr(GError) error = ferry_error_new_from_response (&response);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (ferry_error_get_details (error)->retry_after, ==, cases[i].seconds);
    }
}

/* Our words, and then those of whoever answered, each by itself too. */
static void
test_words (void)
{
  static const struct
  {
    guint status;
    const char *body;
    const char *sentence;
    gboolean says_more;
    const char *quote;
    const char *message; /* (nullable) where it is not the two of them */
  } cases[] = {
    { 404, "{\"error_code\":\"SVCSTG.SWR.4040058\",\"error_msg\":\"no such\"}",
      "The organization was not found.", TRUE, "The service says: “no such”" },
    { 500, "{\"error_code\":\"X.1\",\"error_msg\":\"down\"}", "The service has a problem.", FALSE, "The service says: “down”" },
    { 502, "<p>Bad Gateway</p>", "The service has a problem.", FALSE, "The answer says: “Bad Gateway”" },
    { 511, "{\"message\":\"Sign in\"}",
      "The network asks for a sign-in before it lets anything through.", TRUE, "The answer says: “Sign in”" },
    { 401, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"fail, canonicalRequest:GET|/\"}",
      "The service did not accept the sign-in.", FALSE, "The service says: “fail…”",
      "The service did not accept the sign-in. The service says: “fail, canonicalRequest:GET|/”" },
    { 401, "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"canonicalRequest:GET|/\"}",
      "The service did not accept the sign-in.", FALSE, "The service says: “canonicalRequest:GET|/”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = make_error (cases[i].status, cases[i].body);
      const FerryErrorDetails *details = ferry_error_get_details (error);
      g_autofree char *both = g_strjoin (" ", cases[i].sentence, cases[i].quote, NULL);

      g_assert_cmpstr (details->sentence, ==, cases[i].sentence);
      g_assert_cmpint (details->says_more, ==, cases[i].says_more);
      g_assert_cmpstr (details->quote, ==, cases[i].quote);
      g_assert_cmpstr (error->message, ==, cases[i].message != NULL ? cases[i].message : both);
    }
}

/* No number of the service may come out as a short wait when it is absurdly long. */
static void
test_absurd_wait (void)
{
  const char *const numbers[] = { "4294967297", "99999999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error_code\":\"APIGW.0308\",\"error_msg\":\"time:%s days\"}", numbers[i]);
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
      FerryErrorResponse in_header = { .status = 429, .retry_after = numbers[i] };
      FerryErrorResponse in_text = { .status = 429, .body = bytes };
      g_autoptr(GError) header_error = ferry_error_new_from_response (&in_header);
      g_autoptr(GError) text_error = ferry_error_new_from_response (&in_text);

      g_assert_cmpuint (ferry_error_get_details (header_error)->retry_after, ==, 86400);
      g_assert_cmpuint (ferry_error_get_details (text_error)->retry_after, ==, 86400);
    }
}

/* The gateway repeats what was signed. */
static void
test_redaction (void)
{
  const char *const bodies[] = {
    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"fail, canonicalRequest:GET|/||host:a|X-Security-Token:SECRET|| host;x-security-token|e3\"}",
    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"authorization: SDK-HMAC-SHA256 Access=SECRET, Signature=SECRET|host:a\"}",
    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"x-auth-token=SECRET\"}",
    "x-security-token:SECRET\nhost:a",
    "<pre>X-Auth-Token: SECRET</pre>",
    "{\"unknown\":\"x-security-token:SECRET\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error = make_error (401, bodies[i]);

      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, "SECRET"));
      g_assert_null (strstr (ferry_error_get_details (error)->service_text, "SECRET"));
      g_assert_nonnull (strstr (error->message, "…"));
    }
}

/* Whatever names them, or nothing does: what the request was signed with stays out. */
static void
test_own_secrets (void)
{
  const char *const bodies[] = {
    "{\"error_msg\":\"{\\\"X-Auth-Token\\\": \\\"TOKEN\\\"}\"}", "<td>X-Auth-Token</td><td>TOKEN</td>", "you said TOKEN",
    "secret SECRET-KEY and SECURITY-TOKEN",
  };
  g_autoptr(FerryCredentials) token = ferry_credentials_new_token ("TOKEN");
  g_autoptr(FerryCredentials) pair = ferry_credentials_new_key_pair ("ACCESS", "SECRET-KEY", "SECURITY-TOKEN", NULL);
  FerryCredentials *const credentials[] = { token, token, token, pair };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      FerryErrorResponse response = { .status = 500, .body = body, .credentials = credentials[i] };
      g_autoptr(GError) refused = ferry_error_new_from_response (&response);
      g_autoptr(GError) odd = ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, "x");
      const char *const texts[] = {
        refused->message,
        ferry_error_get_details (refused)->service_text,
        ferry_error_get_details (odd)->service_text,
      };

      for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_assert_null (strstr (texts[k], "TOKEN\""));
          g_assert_null (strstr (texts[k], ">TOKEN"));
          g_assert_null (strstr (texts[k], "said TOKEN"));
          g_assert_null (strstr (texts[k], "SECRET-KEY"));
          g_assert_null (strstr (texts[k], "SECURITY-TOKEN"));
          g_assert_nonnull (strstr (texts[k], "…"));
        }
    }
}

/* A code counts without a text, and the request id of the body where the header has none. */
static void
test_parts (void)
{
  static const struct
  {
    guint status;
    const char *body;
    FerryError code;
    const char *service_code;
  } cases[] = {
    { 404, "{\"error_code\":\"APIGW.0101\",\"request_id\":\"77\"}", FERRY_ERROR_NOT_OFFERED, "APIGW.0101" },
    { 403, "{\"error_code\":\"SVCSTG.SWR.4031032\",\"error_msg\":\"\",\"request_id\":\"77\"}", FERRY_ERROR_RATE_LIMITED, "SVCSTG.SWR.4031032" },
    { 403, "{\"errors\":[{\"errorCode\":\"SVCSTG.SWR.4031042\"}],\"message\":\"m\",\"request_id\":\"77\"}",
      FERRY_ERROR_RATE_LIMITED, "SVCSTG.SWR.4031042" },
    { 403, "{\"code\":\"outer\",\"message\":\"m\",\"errors\":[{\"errorCode\":\"inner\",\"errorMessage\":\"n\"}],\"request_id\":\"77\"}",
      FERRY_ERROR_FORBIDDEN, "inner" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      FerryErrorResponse response = { .status = cases[i].status, .body = body };
      g_autoptr(GError) error = ferry_error_new_from_response (&response);

      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
      g_assert_cmpstr (ferry_error_get_details (error)->service_code, ==, cases[i].service_code);
      g_assert_cmpstr (ferry_error_get_details (error)->request_id, ==, "77");
    }
}

static char *
dup_excerpt (const char *data,
             gsize       size)
{
  g_autoptr(GBytes) body = g_bytes_new (data, size);
  FerryErrorResponse response = { .status = 200, .request_id = "0a1b", .body = body };
  g_autoptr(GError) error = ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, "sentence");
  const FerryErrorDetails *details = ferry_error_get_details (error);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_RESPONSE);
  g_assert_cmpstr (error->message, ==, "sentence");
  g_assert_cmpuint (details->http_status, ==, 200);
  g_assert_cmpstr (details->request_id, ==, "0a1b");

  return g_strdup (details->service_text);
}

static void
test_excerpt (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autoptr(GString) chinese = g_string_new (NULL);
  g_autofree char *long_excerpt = dup_excerpt (long_text, strlen (long_text));
  g_autofree char *nul_excerpt = dup_excerpt ("a\0b", 3);
  g_autofree char *chinese_excerpt = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (chinese, "汉");
  chinese_excerpt = dup_excerpt (chinese->str, chinese->len);

  g_assert_cmpint (g_utf8_strlen (long_excerpt, -1), ==, 201);
  g_assert_true (g_str_has_suffix (long_excerpt, "x…"));
  g_assert_cmpint (g_utf8_strlen (chinese_excerpt, -1), ==, 201);
  g_assert_true (g_utf8_validate (nul_excerpt, -1, NULL));
  g_assert_null (dup_excerpt (" \n ", 3));
  g_assert_null (dup_excerpt ("", 0));
}

static void
test_reference (void)
{
  g_autoptr(GError) full = make_error (404, "{\"error_code\":\"SVCSTG.SWR.4040058\",\"error_msg\":\"x\"}");
  g_autoptr(GError) short_one = make_error (500, NULL);
  g_autoptr(GError) keystone = make_error (401, "{\"error\":{\"code\":401,\"message\":\"x\"}}");
  g_autoptr(GError) ours = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, "x");
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr(GError) copy = g_error_copy (full);
  g_autofree char *full_reference = ferry_error_dup_reference (copy);
  g_autofree char *short_reference = ferry_error_dup_reference (short_one);
  g_autofree char *keystone_reference = ferry_error_dup_reference (keystone);
  g_autofree char *shown_reference = ferry_error_dup_reference_text (full);

  g_assert_cmpstr (full_reference, ==, "HTTP 404, SVCSTG.SWR.4040058, request ID 0a1b");
  g_assert_cmpstr (short_reference, ==, "HTTP 500, request ID 0a1b");
  g_assert_cmpstr (keystone_reference, ==, "HTTP 401, request ID 0a1b");
  g_assert_cmpstr (shown_reference, ==, full_reference); /* in this language */
  g_assert_null (ferry_error_dup_reference_text (ours));
  g_assert_null (ferry_error_dup_reference (ours));
  g_assert_null (ferry_error_dup_reference (foreign));
  g_assert_null (ferry_error_get_details (foreign));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error-response/shapes", test_shapes);
  g_test_add_func ("/error-response/order", test_order);
  g_test_add_func ("/error-response/codes", test_codes);
  g_test_add_func ("/error-response/words", test_words);
  g_test_add_func ("/error-response/wait", test_wait);
  g_test_add_func ("/error-response/absurd-wait", test_absurd_wait);
  g_test_add_func ("/error-response/redaction", test_redaction);
  g_test_add_func ("/error-response/own-secrets", test_own_secrets);
  g_test_add_func ("/error-response/parts", test_parts);
  g_test_add_func ("/error-response/excerpt", test_excerpt);
  g_test_add_func ("/error-response/reference", test_reference);

  return g_test_run ();
}
