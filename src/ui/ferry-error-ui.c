/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-ui.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-format.h"

typedef struct
{
  const char *label;
  const char *name;
} Remedy;

static const Remedy retry = { N_("_Retry"), "win.retry" };
static const Remedy edit_query = { N_("_Edit Query"), "win.edit-query" };
static const Remedy sign_in = { N_("_Sign In Again…"), "win.sign-in" };
static const Remedy change_address = { N_("_Change Address…"), "win.sign-in" };

static const char *
get_ferry_title (const GError  *error,
                 const Remedy **remedy)
{
  switch ((FerryError) error->code)
    {
    case FERRY_ERROR_NO_CREDENTIALS:
    case FERRY_ERROR_UNAUTHORIZED:
    case FERRY_ERROR_TOKEN_EXPIRED:
    case FERRY_ERROR_TOKEN_REGION:
    case FERRY_ERROR_WRONG_KEY:
    case FERRY_ERROR_UNKNOWN_KEY:
    case FERRY_ERROR_LOCKED:
    case FERRY_ERROR_CLOCK:
    case FERRY_ERROR_WRONG_PASSWORD:
    case FERRY_ERROR_PASSCODE:
    case FERRY_ERROR_DISABLED:
    case FERRY_ERROR_ADDRESS_REFUSED:
      *remedy = &sign_in;
      return _("Sign-In Not Accepted");
    case FERRY_ERROR_FORBIDDEN:
      *remedy = &sign_in;
      return _("Not Allowed to List Synchronization Tasks");
    case FERRY_ERROR_NOT_FOUND:
      *remedy = &edit_query;
      return _("Organization or Repository Not Found");
    case FERRY_ERROR_NOT_OFFERED:
      *remedy = &change_address;
      return _("Synchronization Not Offered Here");
    case FERRY_ERROR_RATE_LIMITED:
      return _("Slowed Down by the Service");
    case FERRY_ERROR_BAD_REQUEST:
      *remedy = &edit_query;
      return _("Request Not Accepted");
    case FERRY_ERROR_SERVER:
      return _("The Service Has a Problem");
    case FERRY_ERROR_TOO_LARGE:
      return _("Answer Too Large");
    case FERRY_ERROR_EXPORT:
      return _("List Not Exported");
    case FERRY_ERROR_ACCOUNTS:
      return _("Accounts Not Read or Saved");
    case FERRY_ERROR_BAD_RESPONSE:
    default:
      return _("Unexpected Answer From the Service");
    }
}

static const char *
get_title (const GError  *error,
           const Remedy **remedy)
{
  *remedy = &retry;

  if (error->domain == FERRY_ERROR)
    return get_ferry_title (error, remedy);
  if (error->domain == G_TLS_ERROR)
    return _("No Safe Connection");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _("No Answer");
  if (error->domain == G_RESOLVER_ERROR)
    return _("Address Not Found");

  return _("No Connection");
}

/* What only this place knows: which action is missing, where it was looked for. */
static char *
dup_advice (const GError *error,
            FerryQuery   *query)
{
  g_autofree char *region = query != NULL ? ferry_format_region (ferry_query_get_region (query)) : NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND) && query != NULL)
    return g_strdup_printf (_("It was looked for in %s. Check the names and the region."), region);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN))
    /* Translators: the placeholder is the name of a permission. */
    return g_strdup_printf (_("An administrator can allow the action %s."), "swr:repo:listAutoSyncRepoJobs");
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    return g_strdup (_("A token is valid for one region and 24 hours. Several wrong signatures in a row lock an access key for five minutes."));
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_RATE_LIMITED) && ferry_error_get_details (error)->retry_after > 0)
    {
      guint seconds = ferry_error_get_details (error)->retry_after;

      return g_strdup_printf (ngettext ("Wait for %u second.", "Wait for %u seconds.", seconds), seconds);
    }

  return NULL;
}

/**
 * ferry_error_ui_new:
 * @error: what went wrong
 * @query: (nullable): what was asked for
 *
 * Finds the words and the way on for an error.
 *
 * Returns: (transfer full): what to show
 */
FerryErrorUi *
ferry_error_ui_new (const GError *error,
                    FerryQuery   *query)
{
  FerryErrorUi *self = g_new0 (FerryErrorUi, 1);
  g_autofree char *advice = dup_advice (error, query);
  g_autofree char *reference = ferry_error_dup_reference (error);
  g_autoptr(GString) text = g_string_new (error->message);
  const Remedy *remedy;

  if (advice != NULL)
    g_string_append_printf (text, "\n%s", advice);
  if (reference != NULL)
    g_string_append_printf (text, "\n%s", reference);

  self->title = g_strdup (get_title (error, &remedy));
  self->explanation = g_strdup (text->str);
  self->action_label = _(remedy->label);
  self->action_name = remedy->name;

  return self;
}

/**
 * ferry_error_ui_free:
 * @self: (transfer full): what was shown
 *
 * Frees it.
 */
void
ferry_error_ui_free (FerryErrorUi *self)
{
  g_free (self->title);
  g_free (self->explanation);
  g_free (self);
}

/**
 * ferry_error_ui_dup_report:
 * @error: what went wrong
 * @query: (nullable): what was asked for
 *
 * Writes what somebody who is to help needs to know. No secret is in it: an
 * error never holds one.
 *
 * Returns: (transfer full): the text
 */
char *
ferry_error_ui_dup_report (const GError *error,
                           FerryQuery   *query)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autoptr(GString) report = g_string_new (error->message);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autofree char *reference = ferry_error_dup_reference (error);
  g_autofree char *scope = query != NULL ? ferry_query_dup_scope (query) : NULL;

  /* The words of the service are part of the message; the beginning of what is no answer is not. */
  if (details != NULL && details->service_text != NULL && strstr (error->message, details->service_text) == NULL)
    g_string_append_printf (report, "\n%s", details->service_text);
  if (reference != NULL)
    g_string_append_printf (report, "\n%s", reference);
  if (query != NULL)
    g_string_append_printf (report, "\n%s, %s", scope, ferry_query_get_region (query));
  g_string_append_printf (report, "\n%s, Ferryboard %s\n", time, FERRY_VERSION);

  return g_string_free (g_steal_pointer (&report), FALSE);
}
