/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-response.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-error.h"

/* How much of a body that is not ours stands in an error, and how much is looked at for it: secrets are long. */
#define EXCERPT_CHARACTERS 200
#define MAX_EXCERPT_BYTES (64 * 1024)

/* A day. Who is asked to wait longer has to come back anyway. */
#define MAX_WAIT_SECONDS 86400

/* Where in a body a code and a text may stand: in its object, in the first object of its list, or in a member. */
typedef enum
{
  PLACE_OBJECT,
  PLACE_ERRORS,
  PLACE_ERROR,
  N_PLACES,
} Place;

/* The gateway, two generations of SWR and IAM each have a body shape of their own, and none can be told from the
 * status. The first code and the first text in this order count; some shapes have only one of them. */
static const struct
{
  Place place;
  const char *code;
  const char *text;
} members[] = {
  { PLACE_OBJECT, "error_code", "error_msg" },
  { PLACE_ERRORS, "errorCode", "errorMessage" },
  { PLACE_ERRORS, "error_code", "error_msg" },
  { PLACE_OBJECT, "errorCode", "errorMessage" },
  { PLACE_OBJECT, "errorCode", "errorMsg" },
  { PLACE_OBJECT, "code", "message" },
  { PLACE_ERROR, "code", "message" },
  { PLACE_ERROR, "code", "title" },
};

/* Throttling that SWR reports as if it were a missing permission. */
static const char *const throttling_codes[] = { "4031032", "4031042" };

/* IAM has its code as a number. */
static char *
dup_scalar_member (JsonObject *object,
                   const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0' ? json_node_dup_string (node) : NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return NULL;
}

static JsonObject *
get_first_object (JsonNode *node)
{
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  array = json_node_get_array (node);

  return json_array_get_length (array) > 0 ? get_first_object (json_array_get_element (array, 0)) : NULL;
}

static void
read_member (JsonObject  *object,
             const char  *member,
             char       **value)
{
  if (*value == NULL)
    *value = dup_scalar_member (object, member);
}

/* Fills in what it finds. The request id of the header, where there is one, is as good as that of the body. */
static void
read_json (GBytes            *body,
           FerryErrorDetails *details)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonObject *places[N_PLACES];
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (size == 0 || !json_parser_load_from_data (parser, data, size, NULL) ||
      (places[PLACE_OBJECT] = get_first_object (json_parser_get_root (parser))) == NULL)
    return;

  places[PLACE_ERRORS] = get_first_object (json_object_get_member (places[PLACE_OBJECT], "errors"));
  places[PLACE_ERROR] = get_first_object (json_object_get_member (places[PLACE_OBJECT], "error"));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (places[members[i].place] != NULL)
      {
        read_member (places[members[i].place], members[i].code, &details->service_code);
        read_member (places[members[i].place], members[i].text, &details->service_text);
      }
  read_member (places[PLACE_OBJECT], "request_id", &details->request_id);
}

/* When a signature is wrong the gateway shows the request it has verified, signed headers and all, and something in
 * between may show the rest. Our own secrets go wherever they stand, those of anybody else where they are named. */
static char *
redact (const char       *raw,
        FerryCredentials *credentials)
{
  static GRegex *regex = NULL;
  g_autoptr(GString) text = g_string_new (raw);

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("((?:x-security-token|x-auth-token|authorization)[\"']?\\s*[:=])[^|\\n]+",
                                                    G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  if (credentials != NULL)
    ferry_credentials_redact (credentials, text);

  return g_regex_replace (regex, text->str, -1, 0, "\\1 …", 0, NULL);
}

/* “limit:10,time:1 minute” in the text of a throttled answer. */
static guint
parse_wait (const char *text)
{
  static const struct
  {
    const char *unit;
    guint seconds;
  } units[] = { { "second", 1 }, { "minute", 60 }, { "hour", 3600 }, { "day", 86400 } };
  const char *start = strstr (text, "time:");
  char *end;
  guint64 number;

  if (start == NULL)
    return 0;

  number = g_ascii_strtoull (start + strlen ("time:"), &end, 10);
  while (*end == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (end, units[i].unit))
      return MIN (MIN (number, MAX_WAIT_SECONDS) * units[i].seconds, MAX_WAIT_SECONDS);

  return 0;
}

static gboolean
is_throttling_code (const char *code)
{
  const char *dot = strrchr (code, '.');

  return g_strv_contains ((const char *const[]) { throttling_codes[0], throttling_codes[1], NULL },
                          dot != NULL ? dot + 1 : code);
}

/* The gateway calls itself APIGW, APIG or APIC, by service, cloud and age. */
static gboolean
is_gateway_code (const char *code,
                 const char *digits)
{
  const char *dot = strrchr (code, '.');

  return g_str_has_prefix (code, "API") && dot != NULL && strcmp (dot + 1, digits) == 0;
}

static FerryError
choose_code (const FerryErrorDetails *details)
{
  const char *code = details->service_code != NULL ? details->service_code : "";

  switch (details->http_status)
    {
    case 401:
      return FERRY_ERROR_UNAUTHORIZED;
    case 403:
      return is_throttling_code (code) ? FERRY_ERROR_RATE_LIMITED : FERRY_ERROR_FORBIDDEN;
    case 404:
      return is_gateway_code (code, "0101") ? FERRY_ERROR_NOT_OFFERED : FERRY_ERROR_NOT_FOUND;
    case 429:
      return FERRY_ERROR_RATE_LIMITED;
    default:
      if (details->http_status >= 500)
        return FERRY_ERROR_SERVER;
      return details->http_status >= 400 ? FERRY_ERROR_BAD_REQUEST : FERRY_ERROR_BAD_RESPONSE;
    }
}

static const char *
get_sentence (FerryError code)
{
  switch (code)
    {
    case FERRY_ERROR_UNAUTHORIZED:
      return _("The service did not accept the sign-in.");
    case FERRY_ERROR_FORBIDDEN:
      return _("Listing synchronization tasks is not allowed for this sign-in.");
    case FERRY_ERROR_NOT_FOUND:
      return _("The organization or repository was not found.");
    case FERRY_ERROR_NOT_OFFERED:
      return _("This address does not offer the synchronization API.");
    case FERRY_ERROR_RATE_LIMITED:
      return _("The service asks to slow down.");
    case FERRY_ERROR_BAD_REQUEST:
      return _("The service did not accept the request.");
    case FERRY_ERROR_SERVER:
      return _("The service has a problem.");
    case FERRY_ERROR_NO_CREDENTIALS:
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
    case FERRY_ERROR_BAD_RESPONSE:
    case FERRY_ERROR_TOO_LARGE:
    case FERRY_ERROR_EXPORT:
    case FERRY_ERROR_ACCOUNTS:
    default:
      return _("The service gave an unexpected answer.");
    }
}

/* At most so many characters of @text on one line, without secrets and without what a terminal would take for an
 * instruction. */
static char *
dup_line (const char       *text,
          glong             max_characters,
          FerryCredentials *credentials)
{
  g_autofree char *redacted = redact (text, credentials);
  GString *line = g_string_new (NULL);
  glong n = 0;

  for (const char *p = g_strstrip (redacted); *p != '\0' && n < max_characters; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
    }

  return g_strstrip (g_string_free (line, FALSE));
}

/* The beginning of a body that could not be understood. Secrets are looked for in more of it than is shown, so that
 * none is cut and then not found. */
static char *
dup_excerpt (const FerryErrorResponse *response)
{
  gsize size = 0;
  const char *data = response->body != NULL ? g_bytes_get_data (response->body, &size) : NULL;
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", MIN (size, MAX_EXCERPT_BYTES));
  g_autofree char *line = dup_line (text, EXCERPT_CHARACTERS, response->credentials);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/**
 * ferry_error_new_from_response:
 * @response: an answer whose status is not a success
 *
 * Makes one error of any of the body shapes that the gateway, SWR and IAM use,
 * and of what proxies send. The service's own words become part of the
 * message; its code, request id and the pause it asks for are in the details.
 *
 * Returns: (transfer full): an error in the domain %FERRY_ERROR
 */
GError *
ferry_error_new_from_response (const FerryErrorResponse *response)
{
  g_auto(FerryErrorDetails) details = { .http_status = response->status, .request_id = g_strdup (response->request_id) };
  g_autofree char *raw = NULL;
  g_autofree char *message = NULL;
  FerryError kind;

  if (response->body != NULL)
    read_json (response->body, &details);
  raw = g_steal_pointer (&details.service_text);
  if (raw != NULL)
    details.service_text = dup_line (raw, G_MAXLONG, response->credentials);
  else if (details.service_code == NULL)
    details.service_text = dup_excerpt (response);
  if (details.service_text == NULL)
    details.service_text = g_strdup (response->reason);

  kind = choose_code (&details);
  if (kind == FERRY_ERROR_RATE_LIMITED)
    {
      if (response->retry_after != NULL)
        details.retry_after = MIN (g_ascii_strtoull (response->retry_after, NULL, 10), MAX_WAIT_SECONDS);
      if (details.retry_after == 0 && details.service_text != NULL)
        details.retry_after = parse_wait (details.service_text);
    }

  if (details.service_text != NULL && *details.service_text != '\0')
    /* Translators: a sentence of ours, then what the service itself said. */
    message = g_strdup_printf (_("%s It says: %s"), get_sentence (kind), details.service_text);

  return ferry_error_new_with_details (kind, &details, message != NULL ? message : get_sentence (kind));
}

/**
 * ferry_error_new_for_response:
 * @response: an answer that is a success and yet not what was asked for
 * @code: what is wrong with it
 * @message: a translated sentence
 *
 * Makes an error that has the request id and the beginning of the body in its
 * details.
 *
 * Returns: (transfer full): an error in the domain %FERRY_ERROR
 */
GError *
ferry_error_new_for_response (const FerryErrorResponse *response,
                              FerryError                code,
                              const char               *message)
{
  g_auto(FerryErrorDetails) details = {
    .http_status = response->status,
    .service_text = dup_excerpt (response),
    .request_id = g_strdup (response->request_id),
  };

  return ferry_error_new_with_details (code, &details, message);
}
