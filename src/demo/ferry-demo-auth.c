/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-auth.h"

#include "ferry-demo-access.h"
#include "ferry-signer.h"

/* The gateway refuses what was signed longer ago, or ahead of its own clock. */
#define MAX_CLOCK_SKEW (15 * G_TIME_SPAN_MINUTE)

/* In seconds. */
#define CLOCK_OFFSET 3600

#define MAX_WRONG_SIGNATURES 5

static FerryDemoAnswer *refuse (const char *format, ...) G_GNUC_PRINTF (1, 2);

static FerryDemoAnswer *
refuse (const char *format,
        ...)
{
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  text = g_strconcat ("Incorrect IAM authentication information: ", reason, NULL);

  return ferry_demo_answer_new_gateway (401, "APIGW.0301", text);
}

/* The value of `Name=` among the comma-separated parts of an `Authorization` header. */
static char *
dup_part (const char *authorization,
          const char *name)
{
  const char *found = strstr (authorization, name);

  if (found == NULL)
    return NULL;
  found += strlen (name);

  return g_strndup (found, strcspn (found, ", "));
}

static FerryDemoAnswer *
refuse_date (const char *date,
             GDateTime  *now)
{
  g_autofree char *server_time = ferry_signer_format_date (now);

  return refuse ("signature expired, signature time: %s, server time: %s", date, server_time);
}

static FerryDemoAnswer *
check_date (const char *date)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) signed_at = g_date_time_new_from_iso8601 (date, NULL);

  if (signed_at == NULL)
    return refuse ("invalid X-Sdk-Date %s", date);
  if (ABS (g_date_time_difference (now, signed_at)) > MAX_CLOCK_SKEW)
    return refuse_date (date, now);

  return NULL;
}

/* Whatever set of headers the client chose to sign is what counts; the SDKs all choose differently. */
static char *
dup_canonical_request (SoupServerMessage *message,
                       const char        *signed_headers)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *payload_hash = soup_message_headers_get_one (headers, "X-Sdk-Content-Sha256");
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *body_hash = ferry_signer_hash_payload (body);
  g_autoptr(GArray) to_sign = g_array_new (FALSE, FALSE, sizeof (FerryHeader));
  g_auto(GStrv) names = g_strsplit (signed_headers, ";", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *value = soup_message_headers_get_list (headers, names[i]);
      FerryHeader header = { names[i], value != NULL ? value : "" };

      g_array_append_val (to_sign, header);
    }

  return ferry_signer_dup_canonical_request (soup_server_message_get_method (message),
                                             g_uri_get_path (uri), g_uri_get_query (uri),
                                             (const FerryHeader *) to_sign->data, to_sign->len,
                                             payload_hash != NULL ? payload_hash : body_hash);
}

static FerryDemoAnswer *
compare_signature (FerryDemoAuth     *self,
                   SoupServerMessage *message,
                   const char        *date,
                   const char        *signed_headers,
                   const char        *signature)
{
  g_autofree char *canonical_request = dup_canonical_request (message, signed_headers);
  g_autofree char *string_to_sign = ferry_signer_dup_string_to_sign (date, canonical_request);
  g_autofree char *expected = ferry_signer_dup_signature (self->secret_key, string_to_sign);

  if (g_str_equal (signature, expected))
    {
      self->n_wrong_signatures = 0;
      return NULL;
    }

  self->n_wrong_signatures++;

  return refuse ("verify aksk signature fail, canonicalRequest:%s", g_strdelimit (canonical_request, "\n", '|'));
}

static FerryDemoAnswer *
check_signature (FerryDemoAuth     *self,
                 SoupServerMessage *message,
                 const char        *authorization)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *date = soup_message_headers_get_one (headers, "X-Sdk-Date");
  g_autofree char *access = dup_part (authorization, "Access=");
  g_autofree char *signed_headers = dup_part (authorization, "SignedHeaders=");
  g_autofree char *signature = dup_part (authorization, "Signature=");
  FerryDemoAnswer *refusal;

  if (access == NULL || signed_headers == NULL || signature == NULL)
    return refuse ("the Authorization header has not the form of " FERRY_SIGNER_ALGORITHM);
  if (date == NULL || strstr (signed_headers, "x-sdk-date") == NULL)
    return refuse ("the header X-Sdk-Date is missing or not signed");
  if (!g_str_equal (access, self->access_key))
    return refuse ("Get secretKey failed,ak:%s,err:ak not exist", access);
  if (self->n_wrong_signatures > MAX_WRONG_SIGNATURES)
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_401_LOCKED_KEY);
  if ((refusal = check_date (date)) != NULL)
    return refusal;

  return compare_signature (self, message, date, signed_headers, signature);
}

/* A token without a region, for the whole account, fits nowhere; at an address without one any region fits. */
static FerryDemoAnswer *
check_token (FerryDemoAuth *self,
             FerryDemoIam  *iam,
             const char    *token,
             const char    *region)
{
  const FerryDemoToken *issued = ferry_demo_iam_find_token (iam, token);

  if (g_str_equal (token, self->token))
    return NULL;
  if (issued == NULL)
    return refuse ("decrypt token fail");
  if (issued->expires_at <= g_get_real_time ())
    {
      g_autofree char *end = ferry_demo_iam_format_time (issued->expires_at);

      return refuse ("token expires, expires at: %s", end);
    }
  if (issued->region == NULL || (region != NULL && !g_str_equal (issued->region, region)))
    return ferry_demo_fault_dup_answer (FERRY_DEMO_FAULT_401_REGION);

  return NULL;
}

/**
 * ferry_demo_auth_init:
 * @self: what to initialize
 *
 * Lets in with the token and the key pair of the sample account.
 */
void
ferry_demo_auth_init (FerryDemoAuth *self)
{
  ferry_demo_auth_set_token (self, FERRY_DEMO_TOKEN);
  ferry_demo_auth_set_key_pair (self, FERRY_DEMO_ACCESS_KEY, FERRY_DEMO_SECRET_KEY);
}

/**
 * ferry_demo_auth_clear:
 * @self: what has been initialized
 *
 * Frees what @self consists of.
 */
void
ferry_demo_auth_clear (FerryDemoAuth *self)
{
  g_free (self->token);
  g_free (self->access_key);
  g_free (self->secret_key);
}

/**
 * ferry_demo_auth_set_token:
 * @self: what is accepted
 * @token: a token
 *
 * Sets the token that is accepted in every region, for good.
 */
void
ferry_demo_auth_set_token (FerryDemoAuth *self,
                           const char    *token)
{
  g_set_str (&self->token, token);
}

/**
 * ferry_demo_auth_set_key_pair:
 * @self: what is accepted
 * @access_key: an access key
 * @secret_key: the secret key that belongs to it
 *
 * Sets the key pair that is accepted, and unlocks it.
 */
void
ferry_demo_auth_set_key_pair (FerryDemoAuth *self,
                              const char    *access_key,
                              const char    *secret_key)
{
  g_set_str (&self->access_key, access_key);
  g_set_str (&self->secret_key, secret_key);
  self->n_wrong_signatures = 0;
}

/**
 * ferry_demo_auth_check:
 * @self: what is accepted
 * @iam: where tokens are issued
 * @message: a request
 * @region: (nullable): the region at whose address it arrived
 *
 * Checks who is asking, as the API gateway does: by `X-Auth-Token`, or by the
 * signature.
 *
 * Returns: (transfer full) (nullable): the refusal, or %NULL if the request is
 *   welcome
 */
FerryDemoAnswer *
ferry_demo_auth_check (FerryDemoAuth     *self,
                       FerryDemoIam      *iam,
                       SoupServerMessage *message,
                       const char        *region)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *token = soup_message_headers_get_one (headers, "X-Auth-Token");
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (token != NULL)
    return check_token (self, iam, token, region);
  if (authorization != NULL && g_str_has_prefix (authorization, FERRY_SIGNER_ALGORITHM " "))
    return check_signature (self, message, authorization);

  return refuse ("x-auth-token not found");
}

/**
 * ferry_demo_auth_refuse_clock:
 * @message: a request
 *
 * Refuses a request as a gateway does whose clock is an hour ahead.
 *
 * Returns: (transfer full): the refusal
 */
FerryDemoAnswer *
ferry_demo_auth_refuse_clock (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *date = soup_message_headers_get_one (headers, "X-Sdk-Date");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) service_time = g_date_time_add_seconds (now, CLOCK_OFFSET);
  g_autofree char *real_time = ferry_signer_format_date (now);
  FerryDemoAnswer *answer = refuse_date (date != NULL ? date : real_time, service_time);

  answer->clock_offset = CLOCK_OFFSET;

  return answer;
}
