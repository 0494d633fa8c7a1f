/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

#define PROJECT "0123456789abcdef0123456789abcdef"

/* Parts of keys in texts that are refused, which no message may repeat. */
#define LEAK "LEAKEDKEY"

typedef GPtrArray *(*Parser) (GBytes *bytes,
                              GError **error);

static GPtrArray *
parse_data (Parser      parser,
            const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "import", name, NULL);
  g_autofree char *text = test_read_file (path);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GPtrArray *imports = parser (bytes, &error);

  g_assert_no_error (error);

  return imports;
}

static void
assert_import (GPtrArray  *imports,
               guint       position,
               const char *name,
               const char *access_key,
               const char *project_id,
               const char *secret)
{
  const FerryImport *import = g_ptr_array_index (imports, position);

  g_assert_cmpint (ferry_account_get_kind (import->account), ==, FERRY_ACCOUNT_ACCESS_KEY);
  g_assert_true (g_uuid_string_is_valid (ferry_account_get_id (import->account)));
  g_assert_cmpstr (ferry_account_get_name (import->account), ==, name);
  g_assert_cmpstr (ferry_account_get_access_key (import->account), ==, access_key);
  g_assert_cmpstr (ferry_account_get_project_id (import->account), ==, project_id);
  g_assert_cmpstr (import->secret, ==, secret);
}

static void
assert_addresses (GPtrArray  *imports,
                  guint       position,
                  const char *endpoint,
                  const char *iam_endpoint)
{
  const FerryImport *import = g_ptr_array_index (imports, position);

  g_assert_cmpstr (ferry_account_get_endpoint (import->account), ==, endpoint);
  g_assert_cmpstr (ferry_account_get_iam_endpoint (import->account), ==, iam_endpoint);
}

static void
test_sdk_file (void)
{
  const Parser parsers[] = { ferry_import_parse_sdk_file, ferry_import_parse_file };

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr(GPtrArray) imports = parse_data (parsers[i], "sdk.ini");
      g_autoptr(GPtrArray) of_windows = parse_data (parsers[i], "sdk-windows.ini");

      g_assert_cmpuint (imports->len, ==, 1);
      assert_import (imports, 0, "EX…01", "EXAMPLEACCESSKEY0001", PROJECT, "example+secret/key=1");
      assert_addresses (imports, 0, NULL, "https://iam.cn-north-4.myhuaweicloud.com");
      g_assert_cmpuint (of_windows->len, ==, 1);
      assert_import (of_windows, 0, "EX…01", "EXAMPLEACCESSKEY0001", NULL, "example-secret-1\nexample-token=1");
      assert_addresses (of_windows, 0, NULL, NULL);
    }
}

static void
test_csv (void)
{
  const Parser parsers[] = { ferry_import_parse_csv, ferry_import_parse_file };

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr(GPtrArray) english = parse_data (parsers[i], "console.csv");
      g_autoptr(GPtrArray) chinese = parse_data (parsers[i], "console-zh.csv");
      g_autoptr(GPtrArray) several = parse_data (parsers[i], "several.csv");

      g_assert_cmpuint (english->len, ==, 1);
      assert_import (english, 0, "audit \"prod\"", "EXAMPLEACCESSKEY0001", NULL, "example+secret/key=1");
      g_assert_cmpuint (chinese->len, ==, 1);
      assert_import (chinese, 0, "审计员", "EXAMPLEACCESSKEY0001", NULL, "example-secret-1");
      g_assert_cmpuint (several->len, ==, 2);
      assert_import (several, 0, "a", "EXAMPLEACCESSKEY0001", PROJECT, "example;secret, 1\ntoken-1");
      assert_import (several, 1, "EX…02", "EXAMPLEACCESSKEY0002", NULL, "example-secret-2");
    }
}

static void
test_headers (void)
{
  const char *const headers[] = {
    "Access Key Id,Secret Access Key", "access_key,secret_key", "AK,SK", "\"Access Key\"\t\"Secret Key\"",
    "访问密钥 ID;私有访问密钥", "ACCESS-KEY-ID , SECRET-ACCESS-KEY", "Nr,User ID,AccessKeyId,SecretAccessKey",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      gboolean has_more = strstr (headers[i], "Nr") != NULL;
      char separator = strpbrk (headers[i], ",;\t")[0];
      g_autofree char *text = g_strdup_printf ("%s\r%sEXAMPLEACCESSKEY0001%cexample-secret-1\r", headers[i],
                                               has_more ? "1,user," : "", separator);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) imports = ferry_import_parse_csv (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (imports->len, ==, 1);
      assert_import (imports, 0, has_more ? "user" : "EX…01", "EXAMPLEACCESSKEY0001", NULL, "example-secret-1");
    }
}

static void
assert_refused (GError     *error,
                const char *problem)
{
  g_test_message ("%s", error->message);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_CREDENTIALS);
  test_assert_error_text (error, problem);
  g_assert_null (strstr (error->message, LEAK));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *problem;
  } cases[] = {
    { "", "found nothing in it" },
    { "\xef\xbb\xbf\r\n \t\n", "found nothing in it" },
    { "[", "Expected the section [basic]; found none." },
    { "[global]\nak = " LEAK "\nsk = " LEAK "\n[other]\n", "Expected the section [basic]; found [global], [other]." },
    { "[basic]\nak = " LEAK "\n", "Expected ak and sk in [basic]; found no sk." },
    { "[basic]\nsk = " LEAK "\nak =\n", "found no ak." },
    { "[basic]\n" LEAK "\nak\n", "found no ak." },
    { "User Name,Access Key Id,Secret Access Key\n", "found only the names of the columns" },
    { "User Name,Access Key Id,Secret Access Key\na,b," LEAK "\na," LEAK ",\n", "found none in row 2 under “Secret Access Key”" },
    { "Access Key Id,Secret Access Key\n," LEAK "\n", "found none in row 1 under “Access Key Id”" },
    { LEAK "AK," LEAK "SK\n", "found 2 columns, and none that is called “Access Key Id”" },
    { LEAK, "found 1 column, and none that is called “Access Key Id”" },
    { "Access Key Id,Passphrase\n" LEAK "," LEAK "\n", "none that is called “Secret Access Key”" },
    { "\"Access Key Id", "found 1 column" },
    { "\xff\xfe" LEAK, "not UTF-8 text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_import_parse_file (bytes, &error));
      assert_refused (error, cases[i].problem);
    }
}

static void
test_not_a_text (void)
{
  g_autoptr(GBytes) with_nul = g_bytes_new_static ("[basic]\0ak=1", 12);
  g_autofree char *long_text = g_strnfill (1024 * 1024 + 1, 'a');
  g_autoptr(GBytes) large = g_bytes_new_static (long_text, strlen (long_text));
  g_autoptr(GError) nul_error = NULL;
  g_autoptr(GError) large_error = NULL;

  g_assert_null (ferry_import_parse_file (with_nul, &nul_error));
  assert_refused (nul_error, "not UTF-8 text");
  g_assert_null (ferry_import_parse_file (large, &large_error));
  assert_refused (large_error, "too large");
}

static const char *const variables[] = {
  "HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_PROJECT_ID",
  "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN", "HW_REGION_NAME", "HW_AUTH_URL",
  "HW_CLOUD", "HW_INSECURE",
};

/* Sets the variables in @assignments, as in “A=1 B=2”, and no other. */
static GPtrArray *
read_environment (const char  *assignments,
                  GError     **error)
{
  g_auto(GStrv) words = g_strsplit (assignments, " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      char *value = strchr (words[i], '=');

      *value++ = '\0';
      g_assert_true (g_strv_contains (variables, words[i]) || g_str_has_prefix (words[i], "FERRYBOARD_"));
      g_setenv (words[i], value, TRUE);
    }

  return ferry_import_read_environment (error);
}

static GPtrArray *
read_good_environment (const char *assignments)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *imports = read_environment (assignments, &error);

  g_assert_no_error (error);

  return imports;
}

static void
test_environment_of_sdk (void)
{
  g_autoptr(GPtrArray) full = read_good_environment ("HUAWEICLOUD_SDK_AK=EXAMPLEACCESSKEY0001 HUAWEICLOUD_SDK_SK=secret-1 "
                                                     "HUAWEICLOUD_SDK_SECURITY_TOKEN=token-1 HUAWEICLOUD_SDK_PROJECT_ID=" PROJECT
                                                     " HUAWEICLOUD_SDK_IAM_ENDPOINT=https://iam.example.com HW_REGION_NAME=x");
  g_autoptr(GPtrArray) little = read_good_environment ("HUAWEICLOUD_SDK_AK=EXAMPLEACCESSKEY0001 HUAWEICLOUD_SDK_SK=secret-1 "
                                                       "HUAWEICLOUD_SDK_SECURITY_TOKEN=");

  g_assert_cmpuint (full->len, ==, 1);
  assert_import (full, 0, "EX…01", "EXAMPLEACCESSKEY0001", PROJECT, "secret-1\ntoken-1");
  assert_addresses (full, 0, NULL, "https://iam.example.com");
  g_assert_cmpuint (little->len, ==, 1);
  assert_import (little, 0, "EX…01", "EXAMPLEACCESSKEY0001", NULL, "secret-1");
}

#define TERRAFORM "HW_ACCESS_KEY=EXAMPLEACCESSKEY0002 HW_SECRET_KEY=secret-2 "

static void
test_environment_of_terraform (void)
{
  static const struct
  {
    const char *assignments;
    const char *region;
    const char *endpoint;
    const char *iam_endpoint;
    gboolean skip_verification;
  } cases[] = {
    { TERRAFORM, NULL, NULL, NULL, FALSE },
    { TERRAFORM "HW_REGION_NAME=eu-west-101 HW_CLOUD=myhuaweicloud.com HW_INSECURE=false", "eu-west-101", NULL, NULL, FALSE },
    { TERRAFORM "HW_CLOUD=example.com HW_INSECURE=True", NULL,
      "https://swr-api.{region}.example.com", "https://iam.{region}.example.com", TRUE },
    { TERRAFORM "HW_CLOUD=example.com HW_AUTH_URL=https://iam.example.org:31943/v3 HW_INSECURE=1", NULL,
      "https://swr-api.{region}.example.com", "https://iam.example.org:31943", TRUE },
    { TERRAFORM "HW_AUTH_URL=https://iam.example.org/v3/", NULL, NULL, "https://iam.example.org", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) imports = read_good_environment (cases[i].assignments);
      const FerryImport *import = g_ptr_array_index (imports, 0);

      g_assert_cmpuint (imports->len, ==, 1);
      assert_import (imports, 0, "EX…02", "EXAMPLEACCESSKEY0002", NULL, "secret-2");
      assert_addresses (imports, 0, cases[i].endpoint, cases[i].iam_endpoint);
      g_assert_cmpstr (ferry_account_get_regions (import->account)[0], ==, cases[i].region);
      g_assert_cmpint (ferry_account_get_skip_verification (import->account), ==, cases[i].skip_verification);
    }
}

static void
test_environment_of_both (void)
{
  g_autoptr(GPtrArray) imports = read_good_environment ("HUAWEICLOUD_SDK_AK=EXAMPLEACCESSKEY0001 HUAWEICLOUD_SDK_SK=secret-1 " TERRAFORM "HW_SECURITY_TOKEN=token-2");

  g_assert_cmpuint (imports->len, ==, 2);
  assert_import (imports, 0, "EX…01", "EXAMPLEACCESSKEY0001", NULL, "secret-1");
  assert_import (imports, 1, "EX…02", "EXAMPLEACCESSKEY0002", NULL, "secret-2\ntoken-2");
}

static void
test_environment_refused (void)
{
  static const char *const cases[][2] = {
    { "", "found none of them" },
    { "HUAWEICLOUD_SDK_AK= HW_REGION_NAME=x", "found none of them" },
    { "HUAWEICLOUD_SDK_AK=" LEAK, "HUAWEICLOUD_SDK_AK is set, but HUAWEICLOUD_SDK_SK is not." },
    { "HUAWEICLOUD_SDK_SK=" LEAK, "HUAWEICLOUD_SDK_SK is set, but HUAWEICLOUD_SDK_AK is not." },
    { "HW_ACCESS_KEY=" LEAK " HW_SECRET_KEY=", "HW_ACCESS_KEY is set, but HW_SECRET_KEY is not." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_environment (cases[i][0], &error));
      assert_refused (error, cases[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/sdk-file", test_sdk_file);
  g_test_add_func ("/import/csv", test_csv);
  g_test_add_func ("/import/headers", test_headers);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/not-a-text", test_not_a_text);
  g_test_add_func ("/import/environment/sdk", test_environment_of_sdk);
  g_test_add_func ("/import/environment/terraform", test_environment_of_terraform);
  g_test_add_func ("/import/environment/both", test_environment_of_both);
  g_test_add_func ("/import/environment/refused", test_environment_refused);

  return g_test_run ();
}
