/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-repository.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-region.h"

struct _FerryRepository
{
  char *region;       /* (owned) */
  char *organization; /* (owned) */
  char *name;         /* (owned) */
};

/* The documented rules for names in prose, as patterns. Hints only: the service is the judge. */
#define ORGANIZATION_RULE "^[a-z][a-z0-9]*(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*$"
#define REPOSITORY_RULE "^[a-z0-9]+(?:(?:\\.|_{1,2}|-+|/)[a-z0-9]+)*$"

static void
clear (gpointer data)
{
  FerryRepository *self = data;

  g_free (self->region);
  g_free (self->organization);
  g_free (self->name);
}

/* Characters that would end the path, start an escape, or be rewritten on the way. */
static gboolean
is_unsafe (gunichar c)
{
  return g_unichar_iscntrl (c) || strchr ("?#%\\", (int) MIN (c, 0x7f)) != NULL;
}

static gboolean
has_dot_segment (const char *name)
{
  g_auto(GStrv) segments = g_strsplit_set (name, "/$", -1);

  return g_strv_contains ((const char *const *) segments, ".") || g_strv_contains ((const char *const *) segments, "..");
}

/* What stands in the way of sending a name. Whole sentences: what a thing is called changes the words around it in
 * many languages. */
typedef struct
{
  const char *not_text;
  const char *unsafe;
  const char *only_dots;
} Rules;

static const Rules organization_rules = {
  N_("The organization is not valid UTF-8 text."),
  N_("The organization holds a character that cannot be sent: ?, #, %, \\ and control characters are not possible."),
  N_("The organization holds a part that is only dots, which would change the address."),
};

static const Rules name_rules = {
  N_("The repository is not valid UTF-8 text."),
  N_("The repository holds a character that cannot be sent: ?, #, %, \\ and control characters are not possible."),
  N_("The repository holds a part that is only dots, which would change the address."),
};

static gboolean
has_unsafe_character (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (is_unsafe (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* TRUE when @name can be sent; otherwise @error says what stands in the way. */
static gboolean
check_name (const char   *name,
            const Rules  *rules,
            GError      **error)
{
  const char *problem = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    problem = rules->not_text;
  else if (has_unsafe_character (name))
    problem = rules->unsafe;
  else if (has_dot_segment (name))
    problem = rules->only_dots;

  if (problem != NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _(problem));

  return problem == NULL;
}

static gboolean
matches_rule (const char *name,
              const char *rule)
{
  return g_regex_match_simple (rule, name, 0, 0);
}

/**
 * ferry_repository_check_organization:
 * @name: what somebody gave as an organization
 * @error: return location for an error
 *
 * Checks that @name can be sent: it is there, not too long, and holds nothing
 * that could change the address.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_BAD_REQUEST
 */
gboolean
ferry_repository_check_organization (const char  *name,
                                     GError     **error)
{
  if (*name == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Enter an organization."));
      return FALSE;
    }
  if (strchr (name, '/') != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The name of an organization has no slash."));
      return FALSE;
    }

  if (!check_name (name, &organization_rules, error))
    return FALSE;
  if (g_utf8_strlen (name, -1) > FERRY_REPOSITORY_MAX_ORGANIZATION)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The organization is too long: at most %d characters."),
                   FERRY_REPOSITORY_MAX_ORGANIZATION);
      return FALSE;
    }

  return TRUE;
}

/**
 * ferry_repository_check_name:
 * @name: what somebody gave as a repository
 * @error: return location for an error
 *
 * Checks that @name can be sent, as [func@Ferry.repository_check_organization] does.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_BAD_REQUEST
 */
gboolean
ferry_repository_check_name (const char  *name,
                             GError     **error)
{
  if (*name == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("Enter a repository."));
      return FALSE;
    }

  if (!check_name (name, &name_rules, error))
    return FALSE;
  if (g_utf8_strlen (name, -1) > FERRY_REPOSITORY_MAX_NAME)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("The repository is too long: at most %d characters."),
                   FERRY_REPOSITORY_MAX_NAME);
      return FALSE;
    }

  return TRUE;
}

/**
 * ferry_repository_get_organization_hint:
 * @name: the name of an organization
 *
 * Looks whether @name follows the documented rule. One that does not may still
 * exist, so this is for a hint, never for a refusal.
 *
 * Returns: (nullable): the rule in words, or %NULL when @name follows it
 */
const char *
ferry_repository_get_organization_hint (const char *name)
{
  if (*name == '\0' || matches_rule (name, ORGANIZATION_RULE))
    return NULL;

  return _("Organizations usually start with a lower-case letter and have lower-case letters, digits, and single “.”, “_” or “-” in between.");
}

/**
 * ferry_repository_get_name_hint:
 * @name: the name of a repository
 *
 * Looks whether @name follows the documented rule, as
 * [func@Ferry.repository_get_organization_hint] does.
 *
 * Returns: (nullable): the rule in words, or %NULL when @name follows it
 */
const char *
ferry_repository_get_name_hint (const char *name)
{
  if (*name == '\0' || matches_rule (name, REPOSITORY_RULE))
    return NULL;

  return _("Repositories usually have lower-case letters and digits, and single “.”, “_”, “-” or “/” in between.");
}

/**
 * ferry_repository_new:
 * @region: a region id
 * @organization: the name of an organization
 * @name: the name of the repository; a `$` is taken for the `/` it stands for
 *   in the API
 * @error: return location for an error
 *
 * Names a repository. Blanks around the names are dropped.
 *
 * Returns: (transfer full) (nullable): the repository, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST when a name cannot be sent
 */
FerryRepository *
ferry_repository_new (const char  *region,
                      const char  *organization,
                      const char  *name,
                      GError     **error)
{
  g_autofree char *stripped_region = g_strstrip (g_strdup (region));
  g_autofree char *stripped_organization = g_strstrip (g_strdup (organization));
  g_autofree char *stripped_name = g_strstrip (g_strdup (name));
  FerryRepository *self;

  if (!ferry_region_check_id (stripped_region, error) ||
      !ferry_repository_check_organization (stripped_organization, error) ||
      !ferry_repository_check_name (stripped_name, error))
    return NULL;

  self = g_atomic_rc_box_new0 (FerryRepository);
  self->region = g_steal_pointer (&stripped_region);
  self->organization = g_steal_pointer (&stripped_organization);
  self->name = g_strdelimit (g_steal_pointer (&stripped_name), "$", '/');

  return self;
}

/**
 * ferry_repository_ref:
 * @self: a repository
 *
 * Returns: (transfer full): @self, with one more reference
 */
FerryRepository *
ferry_repository_ref (FerryRepository *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ferry_repository_unref:
 * @self: (transfer full): a repository
 *
 * Drops a reference.
 */
void
ferry_repository_unref (FerryRepository *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ferry_repository_equal:
 * @self: a repository
 * @other: another one
 *
 * Returns: whether both are the same
 */
gboolean
ferry_repository_equal (FerryRepository *self,
                        FerryRepository *other)
{
  return strcmp (self->region, other->region) == 0 &&
         strcmp (self->organization, other->organization) == 0 &&
         strcmp (self->name, other->name) == 0;
}

/**
 * ferry_repository_get_region:
 * @self: a repository
 *
 * Returns: the region id
 */
const char *
ferry_repository_get_region (FerryRepository *self)
{
  return self->region;
}

/**
 * ferry_repository_get_organization:
 * @self: a repository
 *
 * Returns: the name of the organization
 */
const char *
ferry_repository_get_organization (FerryRepository *self)
{
  return self->organization;
}

/**
 * ferry_repository_get_name:
 * @self: a repository
 *
 * Returns: the name of the repository, with `/` as people write it
 */
const char *
ferry_repository_get_name (FerryRepository *self)
{
  return self->name;
}

/**
 * ferry_repository_dup_path:
 * @self: a repository
 *
 * Builds the path of the documented call ListImageAutoSyncReposDetails. A `/`
 * in the repository's name goes as `$`, since the gateway would take a slash
 * for another path; each segment is escaped, once.
 *
 * Returns: (transfer full): the path, as it is sent
 */
char *
ferry_repository_dup_path (FerryRepository *self)
{
  g_autofree char *dollars = g_strdelimit (g_strdup (self->name), "/", '$');
  g_autofree char *organization = g_uri_escape_string (self->organization, NULL, FALSE);
  g_autofree char *repository = g_uri_escape_string (dollars, NULL, FALSE);

  return g_strdup_printf ("/v2/manage/namespaces/%s/repos/%s/sync_repo", organization, repository);
}

/**
 * ferry_repository_dup_scope:
 * @self: a repository
 *
 * Returns: (transfer full): its name with the organization, `ORGANIZATION/REPOSITORY`
 */
char *
ferry_repository_dup_scope (FerryRepository *self)
{
  return g_strconcat (self->organization, "/", self->name, NULL);
}

/* `swr.REGION.myhuaweicloud.com` → REGION, NULL for a host of another form. */
static char *
dup_region_of_host (const char *host)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);

  if (g_strv_length (labels) < 4 || strcmp (labels[0], "swr") != 0 || !ferry_region_check_id (labels[1], NULL))
    return NULL;

  return g_strdup (labels[1]);
}

/**
 * ferry_repository_split_path:
 * @text: an image path or `ORGANIZATION/REPOSITORY`
 * @region: (out) (optional) (nullable): the region of the registry's host, if
 *   @text has one
 * @organization: (out): the organization
 * @name: (out): the name of the repository
 *
 * Takes apart what people copy from elsewhere:
 * `swr.cn-north-4.myhuaweicloud.com/team/web/frontend:v1` or `team/web`. A tag,
 * a digest, a scheme and a command before it are dropped.
 *
 * Returns: %FALSE when there is no slash between two names
 */
gboolean
ferry_repository_split_path (const char  *text,
                             char       **region,
                             char       **organization,
                             char       **name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  /* What stands before is a command, as `docker pull`. */
  char *blank = strrchr (stripped, ' ');
  char *path = blank != NULL ? blank + 1 : stripped;
  g_autofree char *host_region = NULL;
  const char *scheme = strstr (path, "://");
  char *start = path + (scheme != NULL ? scheme + 3 - path : 0);
  char *slash = strchr (start, '/');
  char *end;

  /* Only a host name has a dot and dots are rare in organizations, so a host has to have a port or four labels. */
  if (slash != NULL)
    {
      g_autofree char *first = g_strndup (start, slash - start);

      host_region = dup_region_of_host (first);
      if (host_region != NULL || scheme != NULL || strchr (first, ':') != NULL)
        {
          start = slash + 1;
          slash = strchr (start, '/');
        }
    }
  if (slash == NULL || slash == start || slash[1] == '\0')
    return FALSE;

  if ((end = strpbrk (slash, "@:")) != NULL)
    *end = '\0';
  if (slash[1] == '\0')
    return FALSE;

  *organization = g_strndup (start, slash - start);
  *name = g_strdup (slash + 1);
  if (region != NULL)
    *region = g_steal_pointer (&host_region);

  return TRUE;
}
