/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-cause.h"

#include <glib/gi18n.h>
#include <string.h>

/* From then on the gateway takes a request for an old one. */
#define MAX_CLOCK_OFFSET (15 * 60)

/* What else has to be so. */
typedef enum
{
  ALWAYS,
  IAM_WAS_ASKED,
  CLOCK_IS_OFF,
  NOTHING_WAS_SAID, /* no code and no text of the service */
} Condition;

typedef struct
{
  const char *layer;    /* (nullable) how the code begins */
  const char *number;   /* (nullable) what comes after its last dot, or is all of it */
  guint status;         /* 0: any */
  const char *text;     /* (nullable) what the text has in it, in small letters, `*` for anything */
  Condition condition;
  FerryError error;
  const char *sentence; /* (nullable) what happened, where it can be said better than for all of this error */
} Cause;

/* The gateway calls itself APIGW, APIG or APIC, by service, cloud and age. */
#define GATEWAY "API"
#define IAM "IAM."

/* The first one that fits counts. A code says more than the status: some come with several. */
/* clang-format off */
static const Cause causes[] = {
  /* The gateway tells only by the text what IAM did not like. */
  { GATEWAY, "0301", 0, "failed to reach the limit", ALWAYS, FERRY_ERROR_LOCKED,
    N_("The access key is locked for a while.") },
  { GATEWAY, "0301", 0, "verify aksk signature fail", ALWAYS, FERRY_ERROR_WRONG_KEY },
  { GATEWAY, "0301", 0, "signature*expired", ALWAYS, FERRY_ERROR_CLOCK },
  { GATEWAY, "0301", 0, "get secretkey failed", ALWAYS, FERRY_ERROR_UNKNOWN_KEY },
  { GATEWAY, "0301", 0, "ak*not exist", ALWAYS, FERRY_ERROR_UNKNOWN_KEY },
  { GATEWAY, "0301", 0, "decrypt token fail", ALWAYS, FERRY_ERROR_TOKEN_UNREADABLE },
  { GATEWAY, "0301", 0, "token expires", ALWAYS, FERRY_ERROR_TOKEN_EXPIRED },
  { GATEWAY, "0301", 0, "x-auth-token not found", ALWAYS, FERRY_ERROR_NO_CREDENTIALS },
  { GATEWAY, "0301", 0, "current ip*refused", ALWAYS, FERRY_ERROR_ADDRESS_REFUSED },
  { GATEWAY, "0301", 0, NULL, ALWAYS, FERRY_ERROR_UNAUTHORIZED },
  { GATEWAY, "0303", 0, NULL, CLOCK_IS_OFF, FERRY_ERROR_CLOCK },
  { GATEWAY, "0303", 0, NULL, ALWAYS, FERRY_ERROR_UNAUTHORIZED },
  { GATEWAY, "0305", 0, NULL, ALWAYS, FERRY_ERROR_UNAUTHORIZED },
  { GATEWAY, "0307", 0, NULL, ALWAYS, FERRY_ERROR_TOKEN_REGION },

  { GATEWAY, "0302", 0, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN, N_("A blocklist of the gateway keeps this user out.") },
  { GATEWAY, "0304", 0, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN, N_("The gateway does not let this application in.") },
  { GATEWAY, "0306", 0, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN, N_("The gateway does not allow this access.") },
  { GATEWAY, "0310", 0, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN, N_("The project cannot be used at present.") },
  { GATEWAY, "0802", 0, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN, N_("This user may not use the region.") },
  { GATEWAY, "0401", 0, NULL, ALWAYS, FERRY_ERROR_ADDRESS_REFUSED },
  { GATEWAY, "0402", 0, NULL, ALWAYS, FERRY_ERROR_ADDRESS_REFUSED },
  { GATEWAY, "0404", 0, NULL, ALWAYS, FERRY_ERROR_ADDRESS_REFUSED },
  { GATEWAY, "0308", 0, NULL, ALWAYS, FERRY_ERROR_RATE_LIMITED },
  { GATEWAY, "0204", 0, NULL, ALWAYS, FERRY_ERROR_NOT_OFFERED, N_("The service does not accept this version of TLS.") },
  { GATEWAY, "0607", 0, NULL, ALWAYS, FERRY_ERROR_NOT_OFFERED, N_("The service does not accept this protocol.") },
  { GATEWAY, "0601", 0, NULL, ALWAYS, FERRY_ERROR_SERVER },
  { GATEWAY, "0605", 0, NULL, ALWAYS, FERRY_ERROR_SERVER },
  { GATEWAY, "0606", 0, NULL, ALWAYS, FERRY_ERROR_SERVER },
  { GATEWAY, "0610", 0, NULL, ALWAYS, FERRY_ERROR_SERVER, N_("The gateway does not reach the service.") },
  { GATEWAY, "0613", 0, NULL, ALWAYS, FERRY_ERROR_SERVER, N_("The gateway does not reach IAM.") },
  { GATEWAY, NULL, 404, NULL, ALWAYS, FERRY_ERROR_NOT_OFFERED },

  { NULL, "4011064", 0, NULL, ALWAYS, FERRY_ERROR_UNAUTHORIZED, N_("The organization belongs to another account.") },
  { NULL, "4019000", 0, NULL, ALWAYS, FERRY_ERROR_NO_CREDENTIALS },
  { NULL, "4001048", 0, NULL, ALWAYS, FERRY_ERROR_TOKEN_UNREADABLE },
  /* Throttling that SWR reports as if it were a missing permission. */
  { NULL, "4031032", 0, NULL, ALWAYS, FERRY_ERROR_RATE_LIMITED },
  { NULL, "4031042", 0, NULL, ALWAYS, FERRY_ERROR_RATE_LIMITED },
  { NULL, "4040058", 0, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND, N_("The organization was not found.") },
  { NULL, "4041061", 0, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND, N_("The organization was not found.") },
  { NULL, "4040010", 0, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND, N_("The repository was not found.") },
  { NULL, "4040113", 0, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND, N_("The repository was not found.") },
  { NULL, "4040115", 0, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND, N_("The image version was not found.") },
  { NULL, "4040083", 0, NULL, ALWAYS, FERRY_ERROR_NOT_OFFERED },
  { NULL, "4090023", 0, NULL, ALWAYS, FERRY_ERROR_SERVER, N_("The service is busy.") },

  /* IAM. Four digits alone are other codes, of its administration. */
  { IAM, "0012", 0, NULL, ALWAYS, FERRY_ERROR_RATE_LIMITED },
  { IAM, "0020", 0, NULL, ALWAYS, FERRY_ERROR_SERVER, N_("The region is switching over to other machines.") },
  { IAM, "0061", 0, NULL, ALWAYS, FERRY_ERROR_LOCKED, N_("The user is locked for a while.") },
  { IAM, "0062", 0, NULL, ALWAYS, FERRY_ERROR_WRONG_PASSWORD, N_("The password is wrong.") },
  { IAM, "0066", 0, NULL, ALWAYS, FERRY_ERROR_TOKEN_EXPIRED },
  { IAM, "0067", 0, NULL, ALWAYS, FERRY_ERROR_TOKEN_EXPIRED, N_("The token is not valid.") },
  { IAM, "0080", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("The user of the access key is switched off.") },
  { IAM, "0081", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("This user may sign in to the console only.") },
  { IAM, "0082", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("The user is switched off.") },
  { IAM, "0083", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("This user may not use the region.") },
  { IAM, "1061", 0, NULL, ALWAYS, FERRY_ERROR_PASSCODE, N_("The one-time code is wrong.") },
  { IAM, "1104", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("The access key is blocked.") },
  { IAM, "1105", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("The access key has expired.") },
  { IAM, "1107", 0, NULL, ALWAYS, FERRY_ERROR_DISABLED, N_("The access key is switched off.") },
  { IAM, "1108", 0, NULL, ALWAYS, FERRY_ERROR_TOKEN_EXPIRED, N_("The security token has expired.") },
  /* Keystone has no codes of its own, so again the text has to tell. */
  { NULL, NULL, 0, "one-time", IAM_WAS_ASKED, FERRY_ERROR_PASSCODE },
  { NULL, NULL, 0, "passcode", IAM_WAS_ASKED, FERRY_ERROR_PASSCODE },
  { NULL, NULL, 0, "totp", IAM_WAS_ASKED, FERRY_ERROR_PASSCODE },
  { NULL, NULL, 0, "mfa", IAM_WAS_ASKED, FERRY_ERROR_PASSCODE },
  { NULL, NULL, 0, "locked", IAM_WAS_ASKED, FERRY_ERROR_LOCKED, N_("The user is locked for a while.") },
  { NULL, "401", 401, NULL, IAM_WAS_ASKED, FERRY_ERROR_WRONG_PASSWORD },

  /* A page of a web server or a firewall does not say that something is missing, nor that it is not allowed. */
  { NULL, NULL, 403, NULL, NOTHING_WAS_SAID, FERRY_ERROR_BAD_RESPONSE,
    N_("The request was refused, and not in the words of the service.") },
  { NULL, NULL, 404, NULL, NOTHING_WAS_SAID, FERRY_ERROR_NOT_OFFERED },

  { NULL, NULL, 403, NULL, IAM_WAS_ASKED, FERRY_ERROR_DISABLED, N_("IAM does not let this user sign in here.") },
  { NULL, NULL, 404, NULL, IAM_WAS_ASKED, FERRY_ERROR_NOT_OFFERED, N_("This address does not offer the sign-in of IAM.") },

  /* Only the status is left. */
  { NULL, NULL, 401, NULL, ALWAYS, FERRY_ERROR_UNAUTHORIZED },
  { NULL, NULL, 403, NULL, ALWAYS, FERRY_ERROR_FORBIDDEN },
  { NULL, NULL, 404, NULL, ALWAYS, FERRY_ERROR_NOT_FOUND },
  { NULL, NULL, 407, NULL, ALWAYS, FERRY_ERROR_BAD_RESPONSE,
    N_("A proxy between here and the service asks for a sign-in.") },
  { NULL, NULL, 429, NULL, ALWAYS, FERRY_ERROR_RATE_LIMITED },
  { NULL, NULL, 511, NULL, ALWAYS, FERRY_ERROR_BAD_RESPONSE,
    N_("The network asks for a sign-in before it lets anything through.") },
};
/* clang-format on */

static const char *const sentences[] = {
  [FERRY_ERROR_NO_CREDENTIALS] = N_("The service was asked without a sign-in."),
  [FERRY_ERROR_UNAUTHORIZED] = N_("The service did not accept the sign-in."),
  [FERRY_ERROR_TOKEN_EXPIRED] = N_("The token has expired."),
  [FERRY_ERROR_TOKEN_UNREADABLE] = N_("The service cannot read the token."),
  [FERRY_ERROR_TOKEN_REGION] = N_("The token has to be renewed for this region."),
  [FERRY_ERROR_WRONG_KEY] = N_("The secret key does not belong to the access key."),
  [FERRY_ERROR_UNKNOWN_KEY] = N_("The service does not know the access key."),
  [FERRY_ERROR_LOCKED] = N_("The sign-in is locked for a while."),
  [FERRY_ERROR_CLOCK] = N_("The service does not accept the time of the request."),
  [FERRY_ERROR_WRONG_PASSWORD] = N_("The user, the account or the password is wrong."),
  [FERRY_ERROR_PASSCODE] = N_("The sign-in needs a one-time code."),
  [FERRY_ERROR_DISABLED] = N_("The sign-in is switched off."),
  [FERRY_ERROR_ADDRESS_REFUSED] = N_("The service does not accept requests from this network address."),
  [FERRY_ERROR_FORBIDDEN] = N_("Listing synchronization tasks is not allowed for this sign-in."),
  [FERRY_ERROR_NOT_FOUND] = N_("The organization or repository was not found."),
  [FERRY_ERROR_NOT_OFFERED] = N_("This address does not offer the synchronization API."),
  [FERRY_ERROR_RATE_LIMITED] = N_("The service asks to slow down."),
  [FERRY_ERROR_BAD_REQUEST] = N_("The service did not accept the request."),
  [FERRY_ERROR_SERVER] = N_("The service has a problem."),
  [FERRY_ERROR_BAD_RESPONSE] = N_("The service gave an unexpected answer."),
};

static gboolean
fits_code (const Cause *cause,
           const char  *code)
{
  const char *dot = strrchr (code, '.');

  return (cause->layer == NULL || (dot != NULL && g_str_has_prefix (code, cause->layer))) &&
         (cause->number == NULL || strcmp (dot != NULL ? dot + 1 : code, cause->number) == 0);
}

static gboolean
fits_text (const Cause *cause,
           const char  *text)
{
  g_autofree char *pattern = NULL;
  g_autofree char *small = NULL;

  if (cause->text == NULL)
    return TRUE;

  pattern = g_strconcat ("*", cause->text, "*", NULL);
  small = g_ascii_strdown (text, -1);

  return g_pattern_match_simple (pattern, small);
}

static gboolean
fits_condition (const Cause              *cause,
                const FerryErrorResponse *response,
                const FerryErrorDetails  *said)
{
  switch (cause->condition)
    {
    case IAM_WAS_ASKED:
      return response->from_iam;
    case CLOCK_IS_OFF:
      return ABS (said->clock_offset) >= MAX_CLOCK_OFFSET;
    case NOTHING_WAS_SAID:
      return said->service_code == NULL && said->service_text == NULL;
    case ALWAYS:
    default:
      return TRUE;
    }
}

static gboolean
fits (const Cause              *cause,
      const FerryErrorResponse *response,
      const FerryErrorDetails  *said)
{
  return fits_code (cause, said->service_code != NULL ? said->service_code : "") &&
         (cause->status == 0 || cause->status == response->status) &&
         fits_text (cause, said->service_text != NULL ? said->service_text : "") &&
         fits_condition (cause, response, said);
}

static FerryError
get_error_of_status (guint status)
{
  if (status >= 500)
    return FERRY_ERROR_SERVER;

  return status >= 400 ? FERRY_ERROR_BAD_REQUEST : FERRY_ERROR_BAD_RESPONSE;
}

/**
 * ferry_error_cause_find:
 * @response: an answer whose status is not a success
 * @said: the code and the text of the service as they came, and the difference
 *   of the clocks
 * @sentence: (out) (transfer none): a translated sentence that says what happened
 * @says_more: (out): whether @sentence says more than is true of every error of
 *   this code
 *
 * Finds out what an answer means: by its code where that is known, else by its
 * text, else by its status. With the status 401 it is always something for which
 * [func@Ferry.error_is_sign_in] is true.
 *
 * Returns: what went wrong
 */
FerryError
ferry_error_cause_find (const FerryErrorResponse  *response,
                        const FerryErrorDetails   *said,
                        const char               **sentence,
                        gboolean                  *says_more)
{
  FerryError error = get_error_of_status (response->status);
  const char *own = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (fits (&causes[i], response, said))
      {
        error = causes[i].error;
        own = causes[i].sentence;
        break;
      }

  /* Whatever else is said, nothing more may be asked with this sign-in. */
  if (response->status == 401 && error >= FERRY_ERROR_FORBIDDEN)
    {
      error = FERRY_ERROR_UNAUTHORIZED;
      own = NULL;
    }
  *sentence = _(own != NULL ? own : sentences[error]);
  *says_more = own != NULL;

  return error;
}
