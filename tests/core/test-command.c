/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-util.h"

typedef char *(*DupCommand) (FerrySyncTask *sync_task);

static FerrySyncTask *
make_task (const char *organization,
           const char *repository)
{
  return ferry_sync_task_new (&(FerrySyncTaskFields) {
    .id = 1,
    .source_region = "cn-north-4",
    .organization = organization,
    .repository = repository,
    .target_region = "cn-east-3",
    .target_organization = "copies",
  });
}

static void
assert_command (DupCommand  dup_command,
                const char *organization,
                const char *repository,
                const char *expected)
{
  g_autoptr(FerrySyncTask) sync_task = make_task (organization, repository);
  g_autofree char *command = dup_command (sync_task);

  g_assert_cmpstr (command, ==, expected);
}

#define HCLOUD "hcloud SWR ListImageAutoSyncReposDetails --cli-region=cn-north-4 "

static void
test_hcloud (void)
{
  assert_command (ferry_command_dup_hcloud, "team", "web", HCLOUD "--namespace=team --repository=web");
  assert_command (ferry_command_dup_hcloud, "a.b_c-d", "e__f.g", HCLOUD "--namespace=a.b_c-d --repository=e__f.g");
  assert_command (ferry_command_dup_hcloud, "team", "web/front/end", HCLOUD "--namespace=team --repository='web$front$end'");
}

static void
test_terraform_import (void)
{
  assert_command (ferry_command_dup_terraform_import, "team", "web", "team/web/cn-east-3/copies");
  assert_command (ferry_command_dup_terraform_import, "team", "web/front/end", "team,web/front/end,cn-east-3,copies");
  /* Neither separator tells these apart from others. */
  assert_command (ferry_command_dup_terraform_import, "te/am", "web", NULL);
  assert_command (ferry_command_dup_terraform_import, "te,am", "web/end", NULL);
  assert_command (ferry_command_dup_terraform_import, "team", "web,front/end", NULL);
  assert_command (ferry_command_dup_terraform_import, "-var=a", "web", NULL);
}

/* Each member in turn is left out, by both ways the service has. */
static void
test_missing (void)
{
  static const gsize members[] = {
    G_STRUCT_OFFSET (FerrySyncTaskFields, source_region),
    G_STRUCT_OFFSET (FerrySyncTaskFields, organization),
    G_STRUCT_OFFSET (FerrySyncTaskFields, repository),
    G_STRUCT_OFFSET (FerrySyncTaskFields, target_region),
    G_STRUCT_OFFSET (FerrySyncTaskFields, target_organization),
  };
  const char *const nothing[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (nothing); j++)
      {
        FerrySyncTaskFields fields = {
          .id = 1,
          .source_region = "cn-north-4",
          .organization = "team",
          .repository = "web",
          .target_region = "cn-east-3",
          .target_organization = "copies",
        };
        g_autoptr(FerrySyncTask) sync_task = NULL;
        g_autofree char *hcloud = NULL;
        g_autofree char *terraform = NULL;

        G_STRUCT_MEMBER (const char *, &fields, members[i]) = nothing[j];
        sync_task = ferry_sync_task_new (&fields);
        hcloud = ferry_command_dup_hcloud (sync_task);
        terraform = ferry_command_dup_terraform_import (sync_task);
        g_assert_true ((hcloud == NULL) == (i < 3));
        g_assert_true ((terraform == NULL) == (i > 0));
      }
}

/* Has a shell say what arguments it makes of a text. */
static GStrv
split_by_shell (const char *text)
{
  g_autofree char *script = g_strdup_printf ("printf '%%s\\n' %s", text);
  const char *const command[] = { "/bin/sh", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (errors, ==, "");
  g_assert_true (g_str_has_suffix (output, "\n"));
  output[strlen (output) - 1] = '\0';

  return g_strsplit (output, "\n", -1);
}

static const char *const hostile_names[] = {
  "$(touch pwned)", "`touch pwned`", "; touch pwned #", "&& touch pwned", "| touch pwned", "> pwned", "'; touch pwned; '",
  "\"; touch pwned; \"", "\\", "\\'", "''", "!!", "~", "~root", "*", "?", "[a-z]", "{a,b}", "$HOME", "${HOME}", "a b", "#a", "=ls",
  "%s%n", "镜像", "é",
};

static void
test_hostile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hostile_names); i++)
    {
      const char *name = hostile_names[i];
      g_autoptr(FerrySyncTask) sync_task = make_task (name, name);
      g_autofree char *hcloud = ferry_command_dup_hcloud (sync_task);
      g_autofree char *terraform = ferry_command_dup_terraform_import (sync_task);
      g_auto(GStrv) arguments = split_by_shell (hcloud);
      g_auto(GStrv) ids = split_by_shell (terraform);
      g_autofree char *namespace = g_strconcat ("--namespace=", name, NULL);
      g_autofree char *repository = g_strconcat ("--repository=", name, NULL);
      g_autofree char *id = g_strconcat (name, "/", name, "/cn-east-3/copies", NULL);
      const char *const expected[] = {
        "hcloud",
        "SWR",
        "ListImageAutoSyncReposDetails",
        "--cli-region=cn-north-4",
        namespace,
        repository,
        NULL,
      };

      g_assert_cmpstrv (arguments, expected);
      g_assert_cmpuint (g_strv_length (ids), ==, 1);
      g_assert_cmpstr (ids[0], ==, id);
    }
}

/* Pasted into a terminal, the first of them would run a command whatever quotes stand around it. */
static void
test_not_printable (void)
{
  static const char *const names[] = {
    "a\nb", "a\rb", "a\tb", "a\003b", "a\033[201~b", "a\177b", "a\302\233b", "a\342\200\256b", "a\342\200\213b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      assert_command (ferry_command_dup_hcloud, names[i], "web", NULL);
      assert_command (ferry_command_dup_hcloud, "team", names[i], NULL);
      assert_command (ferry_command_dup_terraform_import, "team", names[i], NULL);
    }
}

/* Tasks of one repository have one command to list them, but each an id. */
static void
test_lines (void)
{
  g_autoptr(GPtrArray) sync_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *none = NULL;
  g_autofree char *commands = NULL;
  g_autofree char *ids = NULL;
  guint n_lines, n_left_out;

  none = ferry_command_dup_lines (ferry_command_dup_hcloud, sync_tasks, &n_lines, &n_left_out);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (n_lines, ==, 0);
  g_assert_cmpuint (n_left_out, ==, 0);

  g_ptr_array_add (sync_tasks, make_task (NULL, "web"));
  g_ptr_array_add (sync_tasks, make_task ("team", "web"));
  g_ptr_array_add (sync_tasks, make_task ("team", "a\nb"));
  g_ptr_array_add (sync_tasks, make_task ("team", "api"));
  g_ptr_array_add (sync_tasks, ferry_sync_task_new (&(FerrySyncTaskFields) {
                                 .id = 2,
                                 .source_region = "cn-north-4",
                                 .organization = "team",
                                 .repository = "web",
                                 .target_region = "ap-southeast-3",
                                 .target_organization = "copies",
                               }));

  commands = ferry_command_dup_lines (ferry_command_dup_hcloud, sync_tasks, &n_lines, &n_left_out);
  g_assert_cmpstr (commands, ==, HCLOUD "--namespace=team --repository=web\n" HCLOUD "--namespace=team --repository=api");
  g_assert_cmpuint (n_lines, ==, 2);
  g_assert_cmpuint (n_left_out, ==, 2);

  ids = ferry_command_dup_lines (ferry_command_dup_terraform_import, sync_tasks, &n_lines, &n_left_out);
  g_assert_cmpstr (ids, ==, "team/web/cn-east-3/copies\nteam/api/cn-east-3/copies\nteam/web/ap-southeast-3/copies");
  g_assert_cmpuint (n_lines, ==, 3);
  g_assert_cmpuint (n_left_out, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/command/hcloud", test_hcloud);
  g_test_add_func ("/command/terraform-import", test_terraform_import);
  g_test_add_func ("/command/missing", test_missing);
  g_test_add_func ("/command/hostile", test_hostile);
  g_test_add_func ("/command/not-printable", test_not_printable);
  g_test_add_func ("/command/lines", test_lines);

  return g_test_run ();
}
