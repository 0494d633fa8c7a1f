/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-ui.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ferry-format.h"

#define ACTION "swr:repo:listAutoSyncRepoJobs"
#define REPOSITORIES_ACTION "swr:repo:listRepos"
#define ORGANIZATIONS_ACTION "swr:namespace:listNamespaces"

typedef enum
{
  NONE,
  RETRY,
  EDIT_QUERY,
  SIGN_IN,
  EDIT_ACCOUNT,
  COPY_POLICY,
  COPY_DETAILS,
} Remedy;

static const struct
{
  const char *label;
  const char *name;
} remedies[] = {
  [RETRY] = { N_("_Retry"), "win.retry" },
  [EDIT_QUERY] = { N_("_Edit Query"), "win.edit-query" },
  [SIGN_IN] = { N_("Sign _In Again…"), "win.sign-in" },
  [EDIT_ACCOUNT] = { N_("_Edit Account…"), "win.edit-account" },
  [COPY_POLICY] = { N_("Copy _IAM Policy"), "win.copy-policy" },
  [COPY_DETAILS] = { N_("Cop_y Details"), "win.copy-error" },
};

#define KEY_ICON "dialog-password-symbolic"
#define CLOCK_ICON "alarm-symbolic"
#define CLOSED_ICON "changes-prevent-symbolic"
#define SEARCH_ICON "edit-find-symbolic"
#define SERVER_ICON "network-server-symbolic"
/* Of those for networks, these have no pale parts, which high contrast leaves pale. */
#define CONNECTION_ICON "network-workgroup-symbolic"
#define OFFLINE_ICON "network-wireless-disabled-symbolic"
#define UNSAFE_ICON "security-low-symbolic"
#define WARNING_ICON "dialog-warning-symbolic"

#define ANY (-1)

/* Which errors a state is for, and what is shown for them. */
typedef struct
{
  GQuark (*get_domain) (void);
  int code;           /* of the domain, or ANY */
  const char *number; /* (nullable) what the code of the service ends in, the status of HTTP, or NOBODY_ANSWERED */
  const char *icon_name;
  const char *title;
  const char *advice; /* (nullable) why it may be and what to do */
  Remedy remedy;
  Remedy second; /* not RETRY where the same would be refused once more, since wrong sign-ins in a row lock the key */
} State;

#define NOBODY_ANSWERED ""

/* The first one that fits counts. */
/* clang-format off */
static const State states[] = {
  { ferry_error_quark, FERRY_ERROR_NO_CREDENTIALS, NULL, KEY_ICON, N_("Not Signed In"),
    N_("Enter an access key, a password or a token in the account."), EDIT_ACCOUNT },
  { ferry_error_quark, FERRY_ERROR_UNAUTHORIZED, "4011064", CLOSED_ICON, N_("Organization Belongs to Another Account"),
    N_("Check the name of the organization, or choose the account that it belongs to."), EDIT_QUERY },
  { ferry_error_quark, FERRY_ERROR_UNAUTHORIZED, NULL, KEY_ICON, N_("Sign-In Not Accepted"),
    N_("The sign-in may have expired, or have been changed in IAM. "
       "A token is valid for one region and 24 hours."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_TOKEN_EXPIRED, NULL, KEY_ICON, N_("Sign-In Expired"),
    N_("A token is valid for 24 hours. "
       "It expires early when a password, a key or a user group is changed."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_TOKEN_UNREADABLE, NULL, KEY_ICON, N_("Token Not Readable"),
    N_("The token may be cut short, or be that of another cloud or region. Sign in again."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_TOKEN_REGION, NULL, KEY_ICON, N_("Token Not Valid in This Region"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("A token is valid for one region and 24 hours. "
       "Sign in again with one for {region}, or use an access key, which is valid in all regions."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_WRONG_KEY, NULL, KEY_ICON, N_("Wrong Secret Key"),
    N_("Check the secret key in the account. "
       "More than five wrong signatures in a row lock an access key for five minutes."), EDIT_ACCOUNT },
  { ferry_error_quark, FERRY_ERROR_UNKNOWN_KEY, NULL, KEY_ICON, N_("Unknown Access Key"),
    N_("The key may have been deleted, or belong to another cloud. "
       "Check the access key and the address in the account."), EDIT_ACCOUNT },
  { ferry_error_quark, FERRY_ERROR_LOCKED, "0301", KEY_ICON, N_("Access Key Locked"),
    N_("More than five wrong signatures in a row lock a key. "
       "Check the secret key, wait for five minutes, then try again."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_LOCKED, NULL, CLOSED_ICON, N_("User Locked"),
    N_("Too many wrong passwords in a row lock a user. "
       "Check the password, wait for some minutes, then try again."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_CLOCK, NULL, CLOCK_ICON, N_("Clocks Do Not Agree"),
    N_("A signature is valid for 15 minutes. "
       "Set the clock of this computer, then try again."), RETRY },
  { ferry_error_quark, FERRY_ERROR_WRONG_PASSWORD, NULL, KEY_ICON, N_("Wrong User or Password"),
    N_("Check the account, the user and the password. "
       "The user has to be an IAM user; a HUAWEI ID and a federated user get no token this way."), EDIT_ACCOUNT },
  { ferry_error_quark, FERRY_ERROR_PASSCODE, "1061", KEY_ICON, N_("Wrong One-Time Code"),
    N_("Sign in again with the code that the authenticator shows now. "
       "Each code is valid for a short time and can be used once."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_PASSCODE, NULL, KEY_ICON, N_("One-Time Code Needed"),
    N_("Sign in again with the code that the authenticator shows now. "
       "Each code is valid for a short time and can be used once."), SIGN_IN },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "0081", CLOSED_ICON, N_("No Programmatic Access"),
    N_("The user may sign in to the console only. An administrator can switch on programmatic access in IAM. "
       "Until then, another user or access key can be used in the account."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "0083", CLOSED_ICON, N_("Region Not Allowed"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("An administrator can allow the user to use {region}. Other regions may be open."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "1104", KEY_ICON, N_("Access Key Blocked"),
    N_("An administrator can tell why in IAM. Another access key can be used in the account."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "1105", KEY_ICON, N_("Access Key Expired"),
    N_("Create another access key in IAM, and enter it in the account."), EDIT_ACCOUNT },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "1107", KEY_ICON, N_("Access Key Switched Off"),
    N_("The key can be switched on in IAM, or another access key can be used."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "0080", CLOSED_ICON, N_("User Switched Off"),
    N_("An administrator can switch on the user in IAM. "
       "Until then, another user or access key can be used in the account."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, "0082", CLOSED_ICON, N_("User Switched Off"),
    N_("An administrator can switch on the user in IAM. "
       "Until then, another user or access key can be used in the account."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_DISABLED, NULL, CLOSED_ICON, N_("Not Allowed to Sign In"),
    N_("An administrator can allow the user to sign in. "
       "Until then, another user or access key can be used in the account."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_ADDRESS_REFUSED, NULL, CLOSED_ICON, N_("Network Address Refused"),
    N_("An access control list of the account lets only certain networks in. "
       "Connect to one of them, or ask an administrator for this one."), RETRY },

  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, "0302", CLOSED_ICON, N_("Kept Out by the Gateway"),
    N_("Send the details to an administrator, who can take the user off the blocklist."), COPY_DETAILS, RETRY },
  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, "0304", CLOSED_ICON, N_("Kept Out by the Gateway"),
    N_("Send the details to an administrator, who can allow the application."), COPY_DETAILS, RETRY },
  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, "0306", CLOSED_ICON, N_("Kept Out by the Gateway"),
    N_("Send the details to an administrator, who can allow the access."), COPY_DETAILS, RETRY },
  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, "0310", CLOSED_ICON, N_("Project Not Available"),
    N_("The account may have a bill to pay, which its owner can see in the console. "
       "Send the details to the owner."), COPY_DETAILS, RETRY },
  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, "0802", CLOSED_ICON, N_("Region Not Allowed"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("An administrator can allow the user to use {region}. Other regions may be open."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_FORBIDDEN, NULL, CLOSED_ICON, N_("Not Allowed to List Synchronization Tasks"),
    /* Translators: {action} stands for the name of a permission. */
    N_("An administrator can allow the action {action}. "
       "A policy that does so can be copied here and created in IAM."), COPY_POLICY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "4040058", SEARCH_ICON, N_("Organization Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the name and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "4041061", SEARCH_ICON, N_("Organization Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the name and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "4040010", SEARCH_ICON, N_("Repository Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the names and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "4040113", SEARCH_ICON, N_("Repository Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the names and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, "4040115", SEARCH_ICON, N_("Image Version Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the names and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_FOUND, NULL, SEARCH_ICON, N_("Organization or Repository Not Found"),
    /* Translators: {region} stands for a region, or for “this region”. */
    N_("Looked for in {region}. Check the names and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_OFFERED, "0204", UNSAFE_ICON, N_("TLS Version Not Accepted"),
    N_("Something in between may open the connection with an older version. "
       "Ask whoever runs the network."), RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_OFFERED, "0607", UNSAFE_ICON, N_("Protocol Not Accepted"),
    N_("Check whether the address in the account begins with https:// as it should."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_NOT_OFFERED, NULL, SERVER_ICON, N_("Synchronization Not Offered Here"),
    N_("Not every cloud and region offers synchronization. Check the address in the account."), EDIT_ACCOUNT, RETRY },

  { ferry_error_quark, FERRY_ERROR_RATE_LIMITED, NULL, CLOCK_ICON, N_("Slowed Down by the Service"),
    N_("Requests from other programs that use this account are counted as well."), RETRY },
  { ferry_error_quark, FERRY_ERROR_BAD_REQUEST, NOBODY_ANSWERED, WARNING_ICON, N_("Request Not Sent"),
    NULL, EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_BAD_REQUEST, NULL, WARNING_ICON, N_("Request Not Accepted"),
    N_("Check the names and the region."), EDIT_QUERY, RETRY },
  { ferry_error_quark, FERRY_ERROR_SERVER, NULL, SERVER_ICON, N_("The Service Has a Problem"),
    N_("Nothing is wrong on this computer. Try again later. "
       "Whoever runs the service can find the cause by the request ID."), RETRY },
  { ferry_error_quark, FERRY_ERROR_TOO_LARGE, NULL, WARNING_ICON, N_("Answer Too Large"),
    N_("No list of tasks has that size. "
       "The address in the account may lead somewhere else."), EDIT_ACCOUNT, RETRY },
  { ferry_error_quark, FERRY_ERROR_EXPORT, NULL, WARNING_ICON, N_("List Not Exported"), NULL, RETRY },
  { ferry_error_quark, FERRY_ERROR_ACCOUNTS, NULL, WARNING_ICON, N_("Secret Not Available"), NULL, RETRY },
  { ferry_error_quark, FERRY_ERROR_BAD_RESPONSE, "403", CONNECTION_ICON, N_("Answer Not From the Service"),
    N_("A proxy, a firewall or the sign-in page of the network may have answered. "
       "See whether a browser shows web pages, or ask whoever runs the network."), RETRY, COPY_DETAILS },
  { ferry_error_quark, FERRY_ERROR_BAD_RESPONSE, "407", CONNECTION_ICON, N_("No Connection Through the Proxy"),
    N_("The proxy asks for a sign-in. "
       "Enter its user and password in the network settings of this computer."), RETRY, COPY_DETAILS },
  { ferry_error_quark, FERRY_ERROR_BAD_RESPONSE, "511", OFFLINE_ICON, N_("Sign-In to the Network Needed"),
    N_("Open a web page in a browser, sign in to the network there, then try again."), RETRY, COPY_DETAILS },
  { ferry_error_quark, ANY, NULL, WARNING_ICON, N_("Unexpected Answer"),
    N_("Copy the details, which hold the beginning of the answer, for whoever runs the service. "
       "The address in the account may be wrong."), COPY_DETAILS, RETRY },

  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, NULL, UNSAFE_ICON, N_("Certificate Not Accepted"),
    N_("Nothing was sent. "
       "If the network inspects encrypted connections, or the service is your own, "
       "choose the file of the certificate authority in the account."), EDIT_ACCOUNT, RETRY },
  { g_tls_error_quark, ANY, NULL, UNSAFE_ICON, N_("No Secure Connection"),
    N_("Nothing was sent. "
       "The address may be that of another service, or something in between does not let encrypted connections through."),
    RETRY, EDIT_ACCOUNT },
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, NULL, OFFLINE_ICON, N_("No Name Server Answers"),
    N_("Check whether this computer is online."), RETRY },
  { g_resolver_error_quark, ANY, NULL, CONNECTION_ICON, N_("Address Not Found"),
    N_("No host has this name. "
       "Check the region, the address in the account, and whether this computer is online."), RETRY, EDIT_ACCOUNT },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, NULL, OFFLINE_ICON, N_("No Network"),
    N_("Check whether this computer is online."), RETRY },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, NULL, OFFLINE_ICON, N_("Host Not Reachable"),
    N_("There is no route to it. A VPN may be needed."), RETRY },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, NULL, CONNECTION_ICON, N_("Connection Refused"),
    N_("Nothing listens there, or a firewall is in between. Check the address in the account."), RETRY, EDIT_ACCOUNT },
  { g_io_error_quark, G_IO_ERROR_NOT_CONNECTED, NULL, CONNECTION_ICON, N_("No Connection in Time"),
    N_("The service may be down, or a firewall drops what is sent to it. "
       "A VPN or a proxy may be needed."), RETRY },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, NULL, CLOCK_ICON, N_("No Answer"),
    N_("No answer came in time. The service may be busy; try again later."), RETRY },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, NULL, CONNECTION_ICON, N_("Connection Lost"),
    N_("It ended before the answer was whole. Try again."), RETRY },
  { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, NULL, CONNECTION_ICON, N_("Connection Lost"),
    N_("It ended before the answer was whole. Try again."), RETRY },
  { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, NULL, CONNECTION_ICON, N_("No Connection Through the Proxy"),
    N_("Check the proxy in the network settings of this computer."), RETRY },
  { g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED, NULL, CONNECTION_ICON, N_("No Connection Through the Proxy"),
    N_("The proxy does not allow it. Check the proxy in the network settings of this computer."), RETRY },
  { g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, NULL, CONNECTION_ICON, N_("No Connection Through the Proxy"),
    N_("The proxy did not accept the user or password. "
       "Check them in the network settings of this computer."), RETRY },
  { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, NULL, CONNECTION_ICON, N_("No Connection Through the Proxy"),
    N_("The proxy asks for a sign-in. "
       "Enter its user and password in the network settings of this computer."), RETRY },
};

static const State other_state = {
  NULL, ANY, NULL, CONNECTION_ICON, N_("No Connection"), N_("Check whether this computer is online."), RETRY,
};
/* clang-format on */

static gboolean
fits_number (const char   *number,
             const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  const char *code = details != NULL && details->service_code != NULL ? details->service_code : "";
  const char *dot = strrchr (code, '.');
  g_autofree char *status = g_strdup_printf ("%u", details != NULL ? details->http_status : 0);

  if (strcmp (number, NOBODY_ANSWERED) == 0)
    return strcmp (status, "0") == 0;

  return strcmp (dot != NULL ? dot + 1 : code, number) == 0 || strcmp (status, number) == 0;
}

/* What a scan needs beside the tasks. Without it somebody who knows the names can give them. */
static const struct
{
  const char *action;
  State state;
} listing_states[] = {
  { ORGANIZATIONS_ACTION,
    { ferry_error_quark, FERRY_ERROR_FORBIDDEN, NULL, CLOSED_ICON, N_("Not Allowed to List Organizations"),
      /* Translators: {action} stands for the name of a permission. */
      N_("An administrator can allow the action {action}. "
         "Without it, enter an organization, or a list of repositories."),
      COPY_POLICY, RETRY } },
  { REPOSITORIES_ACTION,
    { ferry_error_quark, FERRY_ERROR_FORBIDDEN, NULL, CLOSED_ICON, N_("Not Allowed to List Repositories"),
      /* Translators: {action} stands for the name of a permission. */
      N_("An administrator can allow the action {action}. "
         "Without it, enter a repository, or a list of them."),
      COPY_POLICY, RETRY } },
};

static const State *
find_listing_state (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);

  for (gsize i = 0; details != NULL && i < G_N_ELEMENTS (listing_states); i++)
    if (g_strcmp0 (details->action, listing_states[i].action) == 0)
      return &listing_states[i].state;

  return NULL;
}

/* Whether it is the permission that is missing, and not one of the reasons that have a number of their own. */
static gboolean
lacks_permission (const State *state)
{
  return state->code == FERRY_ERROR_FORBIDDEN && state->get_domain == ferry_error_quark && state->number == NULL;
}

static const State *
find_state (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (error->domain == states[i].get_domain () && (states[i].code == ANY || states[i].code == error->code) &&
        (states[i].number == NULL || fits_number (states[i].number, error)))
      {
        const State *listing_state = lacks_permission (&states[i]) ? find_listing_state (error) : NULL;

        return listing_state != NULL ? listing_state : &states[i];
      }

  return &other_state;
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  g_autofree char *joined = ferry_wording_join_sentences (text->str, sentence);

  g_string_assign (text, joined != NULL ? joined : "");
}

/* The longest waits are those of a lock, and of a quota that is counted by the minute. */
static char *
dup_wait (guint seconds)
{
  guint minutes = seconds / 60;

  if (minutes > 0 && seconds % 60 == 0)
    return g_strdup_printf (ngettext ("Wait for %u minute, then try again.", "Wait for %u minutes, then try again.", minutes), minutes);

  return g_strdup_printf (ngettext ("Wait for %u second, then try again.", "Wait for %u seconds, then try again.", seconds), seconds);
}

/* Which rule for names is broken, if one is; how long to wait. */
static void
append_particulars (GString      *text,
                    const GError *error,
                    FerryQuery   *query)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST) && query != NULL)
    {
      append_sentence (text, ferry_repository_get_organization_hint (ferry_query_get_organization (query)));
      append_sentence (text, ferry_repository_get_name_hint (ferry_query_get_repository (query)));
    }
  if (details != NULL && details->retry_after > 0)
    {
      g_autofree char *wait = dup_wait (details->retry_after);

      append_sentence (text, wait);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_RATE_LIMITED))
    append_sentence (text, _("Wait a little, then try again."));
}

/* Why it may be and what to do. */
static char *
dup_advice (const State  *state,
            const GError *error,
            FerryQuery   *query)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *region = query != NULL ? ferry_query_dup_region_phrase (query) : g_strdup (_("this region"));

  append_sentence (text, state->advice != NULL ? _(state->advice) : NULL);
  append_particulars (text, error, query);
  g_string_replace (text, "{region}", region, 0);
  g_string_replace (text, "{action}", details != NULL && details->action != NULL ? details->action : ACTION, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What happened, where the title does not say it: it does for each error as such, and for what has a state of its own. */
static const char *
get_sentence (const State  *state,
              const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);

  if (details == NULL || details->sentence == NULL || details->quote == NULL)
    return error->message;

  return details->says_more && state->number == NULL ? details->sentence : NULL;
}

/* The message, but for what the details are for. */
static char *
dup_message (const GError *error)
{
  const FerryErrorDetails *details = ferry_error_get_details (error);

  if (details == NULL || details->sentence == NULL)
    return g_strdup (error->message);

  return ferry_wording_join_sentences (details->sentence, details->quote);
}

static char *
join (const char        *separator,
      const char *const *texts,
      gsize              n_texts)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < n_texts; i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? separator : "", texts[i]);

  return g_string_free (g_steal_pointer (&joined), FALSE);
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
  const State *state = find_state (error);
  FerryErrorUi *self = g_new0 (FerryErrorUi, 1);
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autofree char *message = dup_message (error);
  g_autofree char *advice = dup_advice (state, error, query);
  g_autofree char *reference = ferry_error_dup_reference_text (error);
  const char *const paragraphs[] = { get_sentence (state, error), details != NULL ? details->quote : NULL, advice, reference };
  const char *const lines[] = { message, reference };

  self->title = g_strdup (_(state->title));
  self->summary = join ("\n", lines, G_N_ELEMENTS (lines));
  self->explanation = join ("\n\n", paragraphs, G_N_ELEMENTS (paragraphs));
  self->icon_name = state->icon_name;
  self->action_label = _(remedies[state->remedy].label);
  self->action_name = remedies[state->remedy].name;
  self->second_label = state->second != NONE ? _(remedies[state->second].label) : NULL;
  self->second_name = remedies[state->second].name;
  self->may_name = lacks_permission (state) && find_listing_state (error) != NULL;

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
  g_free (self->summary);
  g_free (self->explanation);
  g_free (self);
}

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s%s\n", label, value);
}

static void
append_block (GString    *text,
              const char *label,
              const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "\n%s\n%s\n", label, value);
}

/**
 * ferry_error_ui_dup_report:
 * @error: what went wrong
 * @query: (nullable): what was asked for
 *
 * Writes what somebody who is to help needs to know. No secret is in it: an
 * error never holds one. Only the message is translated; people search for the
 * rest.
 *
 * Returns: (transfer full): the text
 */
char *
ferry_error_ui_dup_report (const GError *error,
                           FerryQuery   *query)
{
  static const FerryErrorDetails nothing = { 0 };
  const FerryErrorDetails *details = ferry_error_get_details (error);
  g_autoptr(GString) report = g_string_new (NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autofree char *reference = ferry_error_dup_reference (error);
  g_autofree char *scope = query != NULL ? ferry_query_dup_scope (query) : NULL;
  g_autofree char *regions = query != NULL ? g_strjoinv (", ", (GStrv) ferry_query_get_regions (query)) : NULL;
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  if (details == NULL)
    details = &nothing;

  append_line (report, "", error->message);
  append_line (report, "", reference);
  if (query != NULL)
    g_string_append_printf (report, "%s, %s\n", scope, regions);
  append_line (report, "Host: ", details->host);
  append_line (report, "Time: ", details->time != NULL ? details->time : time);
  if (details->clock_offset != 0)
    g_string_append_printf (report, "Clock of the host: %+d s\n", details->clock_offset);
  g_string_append_printf (report, "Ferryboard %s, %s, GLib %u.%u.%u, %s\n", FERRY_VERSION, system != NULL ? system : "?",
                          glib_major_version, glib_minor_version, glib_micro_version, g_get_language_names ()[0]);
  append_block (report, "Headers of the answer:", details->headers);
  append_block (report, "Its first 2 KB:", details->body);

  return g_string_free (g_steal_pointer (&report), FALSE);
}

/**
 * ferry_error_ui_get_policy:
 *
 * Returns: the least that has to be allowed, as the JSON of an identity policy
 *   for IAM: to list organizations, repositories and the synchronization tasks
 *   of one
 */
const char *
ferry_error_ui_get_policy (void)
{
  return "{\n"
         "  \"Version\": \"5.0\",\n"
         "  \"Statement\": [\n"
         "    {\n"
         "      \"Effect\": \"Allow\",\n"
         "      \"Action\": [\n"
         "        \"" ORGANIZATIONS_ACTION "\",\n"
         "        \"" REPOSITORIES_ACTION "\",\n"
         "        \"" ACTION "\"\n"
         "      ]\n"
         "    }\n"
         "  ]\n"
         "}\n";
}
