/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

static void
test_defaults (void)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT, NULL);
  g_autoptr(FerryAccount) other = g_object_new (FERRY_TYPE_ACCOUNT, "access-key", " \n", "name", "", NULL);

  g_assert_true (g_uuid_string_is_valid (ferry_account_get_id (account)));
  g_assert_cmpstr (ferry_account_get_id (account), !=, ferry_account_get_id (other));
  g_assert_cmpint (ferry_account_get_kind (account), ==, FERRY_ACCOUNT_ACCESS_KEY);
  g_assert_cmpstr (ferry_account_get_name (account), ==, "Access key");
  g_assert_cmpstr (ferry_account_get_name (other), ==, "Access key");
  g_assert_null (ferry_account_get_access_key (account));
  g_assert_null (ferry_account_get_access_key (other));
  g_assert_null (ferry_account_get_endpoint (account));
  g_assert_cmpint (ferry_account_get_token_expires_at (account), ==, 0);
  g_assert_false (ferry_account_get_skip_verification (account));
  g_assert_nonnull (ferry_account_get_regions (account));
  g_assert_null (ferry_account_get_regions (account)[0]);
  g_assert_cmpstr (ferry_account_get_default_region (account), ==, FERRY_REGION_DEFAULT);
}

static void
test_given (void)
{
  const char *const regions[] = { "eu-west-101", "cn-north-4", NULL };
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "id", "an-id", "name", " prod\n", "regions", regions, NULL);

  g_assert_cmpstr (ferry_account_get_id (account), ==, "an-id");
  g_assert_cmpstr (ferry_account_get_name (account), ==, "prod");
  g_assert_cmpstr (ferry_account_get_default_region (account), ==, "eu-west-101");
}

static void
test_summary (void)
{
  static const struct
  {
    FerryAccountKind kind;
    const char *access_key; /* (nullable) */
    const char *user_name;  /* (nullable) */
    const char *summary;
  } cases[] = {
    { FERRY_ACCOUNT_ACCESS_KEY, "EXAMPLEKEY0123456789", NULL, "EX…89" },
    { FERRY_ACCOUNT_ACCESS_KEY, "123456789", NULL, "12…89" },
    { FERRY_ACCOUNT_ACCESS_KEY, "12345678", NULL, "12345678" },
    { FERRY_ACCOUNT_ACCESS_KEY, NULL, NULL, "Access key" },
    { FERRY_ACCOUNT_PASSWORD, NULL, "审计员", "审计员" },
    { FERRY_ACCOUNT_PASSWORD, "EXAMPLEKEY0123456789", NULL, "User" },
    { FERRY_ACCOUNT_TOKEN, NULL, "auditor", "Token" },
    { FERRY_ACCOUNT_SAMPLE, NULL, NULL, "Served by this computer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                      "kind", cases[i].kind,
                                                      "access-key", cases[i].access_key,
                                                      "user-name", cases[i].user_name,
                                                      NULL);
      g_autofree char *summary = ferry_account_dup_summary (account);

      g_assert_cmpstr (summary, ==, cases[i].summary);
      g_assert_cmpstr (ferry_account_get_name (account), ==, cases[i].summary);
    }
}

static void
test_sample (void)
{
  g_autoptr(FerryAccount) sample = ferry_account_new_sample ("http://127.0.0.1:1/{region}");

  g_assert_cmpstr (ferry_account_get_id (sample), ==, FERRY_ACCOUNT_SAMPLE_ID);
  g_assert_cmpint (ferry_account_get_kind (sample), ==, FERRY_ACCOUNT_SAMPLE);
  g_assert_cmpstr (ferry_account_get_endpoint (sample), ==, "http://127.0.0.1:1/{region}");
  g_assert_cmpstr (ferry_account_get_name (sample), ==, "Sample data");
}

/* Every property, so that one that is added later and forgotten in the copy is noticed. */
static void
test_copy_as (void)
{
  const char *const regions[] = { "cn-north-4", NULL };
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "id", "old", "name", "prod",
                                                  "kind", FERRY_ACCOUNT_TOKEN, "access-key", "a", "domain-name", "b",
                                                  "user-name", "c", "user-id", "d", "project-id", "e",
                                                  "project-name", "f", "token-expires-at", G_GINT64_CONSTANT (5000000000),
                                                  "regions", regions, "endpoint", "g", "iam-endpoint", "h",
                                                  "ca-file", "i", "skip-verification", TRUE, NULL);
  g_autoptr(FerryAccount) edited = ferry_account_copy_as (account, "old", "audit");
  g_autoptr(FerryAccount) duplicate = ferry_account_copy_as (account, NULL, "prod (2)");
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (account), &n);

  g_assert_cmpstr (ferry_account_get_id (edited), ==, "old");
  g_assert_cmpstr (ferry_account_get_name (edited), ==, "audit");
  g_assert_true (g_uuid_string_is_valid (ferry_account_get_id (duplicate)));
  g_assert_cmpstr (ferry_account_get_name (duplicate), ==, "prod (2)");
  g_assert_cmpuint (n, >=, 15);
  for (guint i = 0; i < n; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;
      g_auto(GValue) copied = G_VALUE_INIT;
      g_autofree char *text = NULL;
      g_autofree char *copied_text = NULL;

      if (g_str_equal (pspecs[i]->name, "id") || g_str_equal (pspecs[i]->name, "name"))
        continue;
      g_object_get_property (G_OBJECT (account), pspecs[i]->name, &value);
      g_object_get_property (G_OBJECT (duplicate), pspecs[i]->name, &copied);
      text = g_strdup_value_contents (&value);
      copied_text = g_strdup_value_contents (&copied);
      g_test_message ("%s: %s", pspecs[i]->name, text);
      g_assert_cmpstr (copied_text, ==, text);
      g_assert_false (!G_VALUE_HOLDS (&value, G_TYPE_STRV) && g_param_value_defaults (pspecs[i], &value));
    }
}

static FerryCredentials *
create (FerryAccountKind  kind,
        const char       *secret,
        const char       *passcode)
{
  g_autoptr(FerryAccount) account = g_object_new (FERRY_TYPE_ACCOUNT,
                                                  "kind", kind, "access-key", "AK", "project-id", "project",
                                                  "domain-name", "domain", "user-name", "user", "user-id", "user-id",
                                                  NULL);

  return ferry_account_create_credentials (account, secret, passcode);
}

static void
test_key_pair (void)
{
  const FerryAccountKind kinds[] = { FERRY_ACCOUNT_ACCESS_KEY, FERRY_ACCOUNT_SAMPLE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(FerryCredentials) lasting = create (kinds[i], "the secret", NULL);
      g_autoptr(FerryCredentials) temporary = create (kinds[i], "the secret\nthe token", NULL);
      g_autoptr(FerryCredentials) nothing = create (kinds[i], "", NULL);

      g_assert_cmpstr (ferry_credentials_get_access_key (lasting), ==, "AK");
      g_assert_cmpstr (ferry_credentials_get_secret_key (lasting), ==, "the secret");
      g_assert_null (ferry_credentials_get_security_token (lasting));
      g_assert_cmpstr (ferry_credentials_get_project_id (lasting), ==, "project");
      g_assert_null (ferry_credentials_get_token (lasting));
      g_assert_null (ferry_credentials_get_password (lasting));
      g_assert_cmpstr (ferry_credentials_get_secret_key (temporary), ==, "the secret");
      g_assert_cmpstr (ferry_credentials_get_security_token (temporary), ==, "the token");
      g_assert_false (ferry_credentials_are_complete (nothing));
    }
}

static void
test_password (void)
{
  g_autoptr(FerryCredentials) credentials = create (FERRY_ACCOUNT_PASSWORD, " pass\nword ", "123456");

  g_assert_cmpstr (ferry_credentials_get_domain_name (credentials), ==, "domain");
  g_assert_cmpstr (ferry_credentials_get_user_name (credentials), ==, "user");
  g_assert_cmpstr (ferry_credentials_get_password (credentials), ==, " pass\nword ");
  g_assert_cmpstr (ferry_credentials_get_user_id (credentials), ==, "user-id");
  g_assert_cmpstr (ferry_credentials_get_passcode (credentials), ==, "123456");
  g_assert_null (ferry_credentials_get_access_key (credentials));
}

static void
test_token (void)
{
  g_autoptr(FerryCredentials) credentials = create (FERRY_ACCOUNT_TOKEN, "MII-token\n", NULL);

  g_assert_cmpstr (ferry_credentials_get_token (credentials), ==, "MII-token");
  g_assert_null (ferry_credentials_get_access_key (credentials));
  g_assert_null (ferry_credentials_get_project_id (credentials));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/defaults", test_defaults);
  g_test_add_func ("/account/given", test_given);
  g_test_add_func ("/account/summary", test_summary);
  g_test_add_func ("/account/sample", test_sample);
  g_test_add_func ("/account/copy-as", test_copy_as);
  g_test_add_func ("/account/key-pair", test_key_pair);
  g_test_add_func ("/account/password", test_password);
  g_test_add_func ("/account/token", test_token);

  return g_test_run ();
}
