/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-auth.h"

#include "ferry-signer.h"

/* The gateway refuses what was signed longer ago, or ahead of its own clock. */
#define MAX_CLOCK_SKEW (15 * G_TIME_SPAN_MINUTE)

/* In seconds. */
#define CLOCK_OFFSET 3600

G_GNUC_PRINTF (1, 2)
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
check_signature (SoupServerMessage *message,
                 const char        *authorization,
                 const char        *access_key,
                 const char        *secret_key)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *date = soup_message_headers_get_one (headers, "X-Sdk-Date");
  g_autofree char *access = dup_part (authorization, "Access=");
  g_autofree char *signed_headers = dup_part (authorization, "SignedHeaders=");
  g_autofree char *signature = dup_part (authorization, "Signature=");
  g_autofree char *canonical_request = NULL;
  g_autofree char *string_to_sign = NULL;
  g_autofree char *expected = NULL;
  FerryDemoAnswer *refusal;

  if (access == NULL || signed_headers == NULL || signature == NULL)
    return refuse ("the Authorization header has not the form of " FERRY_SIGNER_ALGORITHM);
  if (date == NULL || strstr (signed_headers, "x-sdk-date") == NULL)
    return refuse ("the header X-Sdk-Date is missing or not signed");
  if (!g_str_equal (access, access_key))
    return refuse ("Get secretKey failed,ak:%s,err:ak not exist", access);
  if ((refusal = check_date (date)) != NULL)
    return refusal;

  canonical_request = dup_canonical_request (message, signed_headers);
  string_to_sign = ferry_signer_dup_string_to_sign (date, canonical_request);
  expected = ferry_signer_dup_signature (secret_key, string_to_sign);
  if (g_str_equal (signature, expected))
    return NULL;

  return refuse ("verify aksk signature fail, canonicalRequest:%s", g_strdelimit (canonical_request, "\n", '|'));
}

/**
 * ferry_demo_auth_check:
 * @message: a request
 * @token: the token to accept
 * @access_key: the access key to accept
 * @secret_key: the secret key that belongs to it
 *
 * Checks who is asking, as the API gateway does: by `X-Auth-Token`, or by the
 * signature.
 *
 * Returns: (transfer full) (nullable): the refusal, or %NULL if the request is
 *   welcome
 */
FerryDemoAnswer *
ferry_demo_auth_check (SoupServerMessage *message,
                       const char        *token,
                       const char        *access_key,
                       const char        *secret_key)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *sent_token = soup_message_headers_get_one (headers, "X-Auth-Token");
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (sent_token != NULL)
    return g_str_equal (sent_token, token) ? NULL : refuse ("decrypt token fail");
  if (authorization != NULL && g_str_has_prefix (authorization, FERRY_SIGNER_ALGORITHM " "))
    return check_signature (message, authorization, access_key, secret_key);

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
