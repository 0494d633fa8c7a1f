/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-error-case.h"

#include <libsoup/soup.h>

#include "test-util.h"

/* 2026-01-01 00:00 UTC. */
#define NOW 1767225600

#define TOKEN "MIIToken/with+Slashes/of-the-test"
#define SECRET_KEY "SecretKeyOfTheTest"
#define SECURITY_TOKEN "Security/Token+OfTheTest=="
#define PASSWORD "pass\"word\\of/<the>&test"
#define PASSCODE "735914"

static const char *const error_names[] = {
  [FERRY_ERROR_NO_CREDENTIALS] = "NO_CREDENTIALS",
  [FERRY_ERROR_UNAUTHORIZED] = "UNAUTHORIZED",
  [FERRY_ERROR_TOKEN_EXPIRED] = "TOKEN_EXPIRED",
  [FERRY_ERROR_TOKEN_UNREADABLE] = "TOKEN_UNREADABLE",
  [FERRY_ERROR_TOKEN_REGION] = "TOKEN_REGION",
  [FERRY_ERROR_WRONG_KEY] = "WRONG_KEY",
  [FERRY_ERROR_UNKNOWN_KEY] = "UNKNOWN_KEY",
  [FERRY_ERROR_LOCKED] = "LOCKED",
  [FERRY_ERROR_CLOCK] = "CLOCK",
  [FERRY_ERROR_WRONG_PASSWORD] = "WRONG_PASSWORD",
  [FERRY_ERROR_PASSCODE] = "PASSCODE",
  [FERRY_ERROR_DISABLED] = "DISABLED",
  [FERRY_ERROR_ADDRESS_REFUSED] = "ADDRESS_REFUSED",
  [FERRY_ERROR_FORBIDDEN] = "FORBIDDEN",
  [FERRY_ERROR_NOT_FOUND] = "NOT_FOUND",
  [FERRY_ERROR_NOT_OFFERED] = "NOT_OFFERED",
  [FERRY_ERROR_RATE_LIMITED] = "RATE_LIMITED",
  [FERRY_ERROR_BAD_REQUEST] = "BAD_REQUEST",
  [FERRY_ERROR_SERVER] = "SERVER",
  [FERRY_ERROR_BAD_RESPONSE] = "BAD_RESPONSE",
};

static FerryError
find_error (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (error_names); i++)
    if (g_strcmp0 (error_names[i], name) == 0)
      return i;

  g_error ("There is no error %s", name);
}

static char *
dup_string (GKeyFile   *file,
            const char *group,
            const char *key)
{
  g_autoptr(GError) error = NULL;
  char *text = g_key_file_get_string (file, group, key, &error);

  g_assert_no_error (error);

  return text;
}

static char *
dup_optional (GKeyFile   *file,
              const char *group,
              const char *key,
              const char *fallback)
{
  return g_key_file_has_key (file, group, key, NULL) ? dup_string (file, group, key) : g_strdup (fallback);
}

static int
get_int (GKeyFile   *file,
         const char *group,
         const char *key,
         int         fallback)
{
  g_autofree char *text = dup_optional (file, group, key, NULL);

  return text != NULL ? atoi (text) : fallback;
}

static GBytes *
read_body (const char *name)
{
  g_autofree char *path = g_build_filename ("errors", name, NULL);
  char *text = test_read_data (path);

  return g_bytes_new_take (text, strlen (text));
}

static TestErrorCase *
read_case (GKeyFile   *file,
           const char *group)
{
  TestErrorCase *self = g_new0 (TestErrorCase, 1);
  g_autofree char *body = dup_string (file, group, "body");
  g_autofree char *headers = dup_optional (file, group, "headers", NULL);
  g_autofree char *organization = dup_optional (file, group, "organization", "team-a");
  g_autofree char *repository = dup_optional (file, group, "repository", "web/frontend");
  g_autofree char *error = dup_string (file, group, "error");

  self->name = g_strdup (group);
  self->body = read_body (body);
  self->status = get_int (file, group, "status", 0);
  if (headers != NULL)
    {
      g_assert_true (g_str_has_prefix (headers, "Retry-After: "));
      self->retry_after = g_strdup (headers + strlen ("Retry-After: "));
    }
  self->from_iam = g_key_file_has_key (file, group, "iam", NULL);
  self->clock_offset = get_int (file, group, "clock", 0);
  self->query = test_make_query (organization, repository);
  self->error = find_error (error);
  self->code = dup_optional (file, group, "code", NULL);
  self->wait = get_int (file, group, "wait", -1);
  self->message = dup_string (file, group, "message");
  self->title = dup_string (file, group, "title");
  self->text = dup_string (file, group, "text");
  self->action = dup_string (file, group, "action");

  return self;
}

static void
case_free (TestErrorCase *self)
{
  g_free (self->name);
  g_bytes_unref (self->body);
  g_free (self->retry_after);
  ferry_query_unref (self->query);
  g_free (self->code);
  g_free (self->message);
  g_free (self->title);
  g_free (self->text);
  g_free (self->action);
  g_free (self);
}

/**
 * test_load_error_cases:
 *
 * Returns: (transfer full) (element-type TestErrorCase): what `tests/data/errors.ini`
 *   says
 */
GPtrArray *
test_load_error_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  g_autofree char *text = test_read_data ("errors.ini");
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) groups = NULL;

  g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    g_ptr_array_add (cases, read_case (file, groups[i]));
  g_assert_cmpuint (cases->len, >, 100);

  return cases;
}

/**
 * test_error_case_create_error:
 * @self: a case
 *
 * Returns: (transfer full): what core makes of its answer
 */
GError *
test_error_case_create_error (const TestErrorCase *self)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (NOW + self->clock_offset);
  g_autofree char *date = soup_date_time_to_string (time, SOUP_DATE_HTTP); /* whatever the locale */
  FerryErrorResponse response = {
    .status = self->status,
    .reason = "Reason Phrase",
    .request_id = "0a1b",
    .retry_after = self->retry_after,
    .host = "swr-api.cn-north-4.myhuaweicloud.com",
    .headers = "Server: api-gateway\n",
    .date = self->clock_offset != 0 ? date : NULL,
    .now = NOW,
    .from_iam = self->from_iam,
    .body = self->body,
  };

  return ferry_error_new_from_response (&response);
}

/* Puts the secret, escaped as the kind of the body asks, into each string of a JSON body, or into each element of a page,
 * before and after it. */
static char *
spread_secret (const char *body,
               const char *secret,
               gboolean    escape_slashes)
{
  gboolean is_json = strchr ("{[", *body) != NULL;
  g_autofree char *json = g_strescape (secret, NULL);
  g_autofree char *markup = g_markup_escape_text (secret, -1);
  g_autoptr(GString) escaped = g_string_new (is_json ? json : *body == '<' ? markup
                                                                           : secret);
  g_autoptr(GString) text = g_string_new (body);
  g_autofree char *in_string = NULL;
  g_autofree char *in_element = NULL;

  if (is_json && escape_slashes)
    g_string_replace (escaped, "/", "\\/", 0);
  in_string = g_strconcat ("\": \"", escaped->str, " ", NULL);
  in_element = g_strconcat (">", escaped->str, NULL);
  g_string_replace (text, is_json ? "\": \"" : ">", is_json ? in_string : in_element, 0);
  if (!is_json)
    {
      g_string_prepend (text, escaped->str);
      g_string_append (text, escaped->str);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One answer that repeats a secret wherever it can: what a service makes of it, and what reading it makes. */
static void
respond (const char       *body,
         const char       *secret,
         guint             status,
         gboolean          from_iam,
         FerryCredentials *credentials,
         TestErrorFunc     func)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autofree char *headers = g_strdup_printf ("X-Subject-Token: somebody-else’s\nX-Echo: %s\nSet-Cookie: %s\n",
                                              secret, secret);
  FerryErrorResponse response = {
    .status = status,
    .reason = secret,
    .request_id = secret,
    .headers = headers,
    .now = NOW,
    .from_iam = from_iam,
    .body = bytes,
    .credentials = credentials,
  };
  g_autoptr(GError) refused = ferry_error_new_from_response (&response);
  g_autoptr(GError) odd = ferry_error_new_for_response (&response, FERRY_ERROR_BAD_RESPONSE, secret);

  func (refused);
  func (odd);
}

/**
 * test_foreach_error_with_secrets:
 * @func: looks at an error
 *
 * Makes errors of every body in `tests/data/errors` with every status that is
 * plausible for any of them, from answers that are full of the secrets they were
 * asked with.
 */
void
test_foreach_error_with_secrets (TestErrorFunc func)
{
  static const guint statuses[] = { 400, 401, 403, 404, 407, 409, 429, 500, 502, 503 };
  g_autoptr(FerryCredentials) token = ferry_credentials_new_token (TOKEN);
  g_autoptr(FerryCredentials) pair = ferry_credentials_new_key_pair ("ACCESS", SECRET_KEY, SECURITY_TOKEN, NULL);
  g_autoptr(FerryCredentials) user = ferry_credentials_new_password ("domain", "user", PASSWORD, "id", PASSCODE);
  const struct
  {
    FerryCredentials *credentials;
    const char *secret;
  } secrets[] = { { token, TOKEN }, { pair, SECRET_KEY }, { pair, SECURITY_TOKEN }, { user, PASSWORD }, { user, PASSCODE } };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "errors", NULL);
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *body = test_read_file (file);

      for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
        {
          g_autofree char *seeded = spread_secret (body, secrets[i].secret, i % 2 == 0);

          for (gsize k = 0; k < G_N_ELEMENTS (statuses); k++)
            respond (seeded, secrets[i].secret, statuses[k], k % 2 == 0, secrets[i].credentials, func);
        }
    }
}

/**
 * test_assert_no_secret:
 * @text: (nullable): a text that was made of one of those errors
 *
 * Fails if @text has a piece of a secret in it.
 */
void
test_assert_no_secret (const char *text)
{
  static const char *const pieces[] = {
    "MIIToken",
    "Slashes",
    "SecretKey",
    "Security",
    "OfTheTest",
    "pass\"word",
    "word\\",
    "&lt;the",
    PASSCODE,
  };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (pieces); i++)
    if (strstr (text, pieces[i]) != NULL)
      g_error ("“%s” is in: %s", pieces[i], text);
}
