/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-error-response.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "ferry-error-cause.h"
#include "ferry-error.h"
#include "ferry-wording.h"

/* How many characters of what the service said, and of a body that is not its own, go into a sentence; and how much of
 * a page may be style and scripts before those. */
#define TEXT_CHARACTERS 300
#define EXCERPT_CHARACTERS 200
#define MAX_PAGE_BYTES (8 * 1024)

/* How much is kept of a body and of the headers. Secrets are looked for in more than that, so that none is cut and then
 * not found; a token is as long as this. */
#define MAX_BODY_BYTES 2048
#define MAX_HEADERS_BYTES 4096
#define MAX_SECRET_BYTES (32 * 1024)

/* A day. Who is asked to wait longer has to come back anyway. */
#define MAX_WAIT_SECONDS 86400

/* Less than this is the time that an answer takes. */
#define MIN_CLOCK_OFFSET 60

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

/* Fills in what it finds, as it stands there. */
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
  char *redacted;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new (
                                         "((?:x-security-token|x-auth-token|x-subject-token|authorization|cookie)[\"']?\\s*[:=])[^|\\n]++"
                                         "|(\"(?:password|passcode|secret|securitytoken)\"\\s*:\\s*\")(?:[^\"\\\\]++|\\\\.)*+",
                                         G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  if (credentials != NULL)
    ferry_credentials_redact (credentials, text);

  redacted = g_regex_replace (regex, text->str, -1, 0, "\\1\\2 …", 0, NULL);

  /* What cannot be looked through is not shown. */
  return redacted != NULL ? redacted : g_strdup ("…");
}

static char *
shorten (char  *text,
         gsize  max_bytes)
{
  if (strlen (text) > max_bytes)
    *g_utf8_find_prev_char (text, text + max_bytes + 1) = '\0';

  return text;
}

/* Without what a terminal would take for an instruction, and in one line without gaps; ends with an ellipsis where
 * something is left out. Nothing where that is empty. */
static char *
dup_printable (const char *text,
               gsize       max_characters,
               gboolean    keep_lines)
{
  g_autoptr(GString) printable = g_string_new (NULL);
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isprint (c) && !(keep_lines && c == '\n'))
        c = ' ';
      if (c == ' ' && !keep_lines && (printable->len == 0 || printable->str[printable->len - 1] == ' '))
        continue;
      if (++n > max_characters)
        {
          g_string_append (printable, "…");
          break;
        }
      g_string_append_unichar (printable, c);
    }
  g_strstrip (printable->str);

  return *printable->str != '\0' ? g_strdup (printable->str) : NULL;
}

/* What somebody else wrote, on one line. */
static char *
dup_line (const char       *text,
          gsize             max_characters,
          FerryCredentials *credentials)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *redacted = redact (valid, credentials);

  return dup_printable (redacted, max_characters, FALSE);
}

static char *
dup_headers (const FerryErrorResponse *response)
{
  g_autofree char *valid = g_utf8_make_valid (response->headers != NULL ? response->headers : "", -1);
  g_autofree char *redacted = redact (valid, response->credentials);

  return dup_printable (shorten (redacted, MAX_HEADERS_BYTES), G_MAXSIZE, TRUE);
}

/* The body without secrets. Where it was cut, the last of it may be the beginning of a secret. */
static char *
dup_body (const FerryErrorResponse *response)
{
  gsize size = 0;
  const char *data = response->body != NULL ? g_bytes_get_data (response->body, &size) : NULL;
  g_autofree char *valid = g_utf8_make_valid (data != NULL ? data : "", MIN (size, FERRY_ERROR_RESPONSE_BODY_HEAD));
  char *redacted = redact (valid, response->credentials);
  gsize length = strlen (redacted);

  return size < FERRY_ERROR_RESPONSE_BODY_HEAD ? redacted : shorten (redacted, length - MIN (length, MAX_SECRET_BYTES));
}

/* The beginning of a body that nobody expected. Of a page only what can be read on it. */
static char *
dup_excerpt (const char *body)
{
  g_autoptr(GRegex) markup = g_regex_new ("<(script|style)\\b.*?</\\1>|<!--.*?-->|<[^>]*+>",
                                          G_REGEX_CASELESS | G_REGEX_DOTALL, 0, NULL);
  g_autofree char *head = shorten (g_strdup (body), MAX_PAGE_BYTES);
  g_autofree char *text = *g_strchug (head) == '<' ? g_regex_replace_literal (markup, head, -1, 0, " ", 0, NULL) : NULL;

  return dup_printable (text != NULL ? text : head, EXCERPT_CHARACTERS, FALSE);
}

/* “limit:10,time:1 minute” of the gateway, “5 times per 60 seconds” of IAM. */
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

  if (start == NULL && (start = strstr (text, " per ")) == NULL)
    return 0;

  number = g_ascii_strtoull (start + strlen ("time:"), &end, 10);
  while (*end == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (end, units[i].unit))
      return MIN (MIN (number, MAX_WAIT_SECONDS) * units[i].seconds, MAX_WAIT_SECONDS);

  return 0;
}

static char *
dup_time (const FerryErrorResponse *response)
{
  g_autoptr(GDateTime) time = response->now != 0 ? g_date_time_new_from_unix_utc (response->now) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

/* All but the words of the service. */
static FerryErrorDetails
make_details (const FerryErrorResponse *response,
              const char               *body)
{
  return (FerryErrorDetails) {
    .http_status = response->status,
    .request_id = dup_line (response->request_id, TEXT_CHARACTERS, response->credentials),
    .clock_offset = ferry_error_response_get_clock_offset (response),
    .host = g_strdup (response->host),
    .time = dup_time (response),
    .headers = dup_headers (response),
    .body = dup_printable (body, G_MAXSIZE, TRUE),
  };
}

static char *
dup_clock (FerryError               error,
           const FerryErrorDetails *details)
{
  guint offset = ABS (details->clock_offset);
  guint minutes = (offset + 30) / 60;

  if (error != FERRY_ERROR_CLOCK || offset < MIN_CLOCK_OFFSET)
    return NULL;

  return g_strdup_printf (details->clock_offset > 0 ? ngettext ("The clock here is %u minute behind the service’s.",
                                                                "The clock here is %u minutes behind the service’s.", minutes)
                                                    : ngettext ("The clock here is %u minute ahead of the service’s.",
                                                                "The clock here is %u minutes ahead of the service’s.", minutes),
                          minutes);
}

/* Somebody else may have answered in place of the service. */
static char *
quote (const char *text,
       gboolean    is_of_service)
{
  if (text == NULL)
    return NULL;
  if (is_of_service)
    /* Translators: what follows is in any language, or in none. */
    return g_strdup_printf (_("The service says: “%s”"), text);

  /* Translators: what follows is in any language, or in none, and may not be of the service. */
  return g_strdup_printf (_("The answer says: “%s”"), text);
}

/* What was signed, which the gateway may repeat, is for the details. */
static char *
dup_without_request (const char *text)
{
  const char *request = text != NULL ? strstr (text, "canonicalRequest") : NULL;
  gsize length;

  if (request == NULL || request == text)
    return g_strdup (text);

  for (length = request - text; length > 0 && strchr (", ", text[length - 1]) != NULL; length--)
    ;

  return g_strdup_printf ("%.*s…", (int) length, text);
}

/* Our words, and then those of whoever answered, in one line. Each of them is in the details, too. */
static char *
make_message (const char        *sentence,
              FerryError         error,
              gboolean           is_of_service,
              FerryErrorDetails *details)
{
  g_autofree char *clock = dup_clock (error, details);
  g_autofree char *short_text = dup_without_request (details->service_text);
  g_autofree char *long_quote = quote (details->service_text, is_of_service);

  details->sentence = ferry_wording_join_sentences (sentence, clock);
  details->says_more |= clock != NULL;
  details->quote = quote (short_text, is_of_service);

  return ferry_wording_join_sentences (details->sentence, long_quote);
}

static guint
get_wait (const FerryErrorResponse *response,
          const char               *text)
{
  guint64 seconds = response->retry_after != NULL ? g_ascii_strtoull (response->retry_after, NULL, 10) : 0;

  if (seconds == 0 && text != NULL)
    return parse_wait (text);

  return MIN (seconds, MAX_WAIT_SECONDS);
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
  g_autofree char *body = dup_body (response);
  g_autofree char *excerpt = dup_excerpt (body);
  g_auto(FerryErrorDetails) said = { .clock_offset = ferry_error_response_get_clock_offset (response) };
  g_auto(FerryErrorDetails) details = make_details (response, shorten (body, MAX_BODY_BYTES));
  g_autofree char *message = NULL;
  const char *sentence;
  gboolean is_of_service;
  FerryError error;

  if (response->body != NULL)
    read_json (response->body, &said);
  details.service_code = dup_line (said.service_code, TEXT_CHARACTERS, response->credentials);
  details.service_text = dup_line (said.service_text, TEXT_CHARACTERS, response->credentials);
  if (details.request_id == NULL)
    details.request_id = dup_line (said.request_id, TEXT_CHARACTERS, response->credentials);
  if (details.service_text == NULL && details.service_code == NULL)
    details.service_text = g_steal_pointer (&excerpt);
  if (details.service_text == NULL)
    details.service_text = dup_line (response->reason, TEXT_CHARACTERS, response->credentials);

  error = ferry_error_cause_find (response, &said, &sentence, &details.says_more);
  if (error == FERRY_ERROR_RATE_LIMITED)
    details.retry_after = get_wait (response, said.service_text);
  is_of_service = said.service_text != NULL && error != FERRY_ERROR_BAD_RESPONSE;
  message = make_message (sentence, error, is_of_service, &details);

  return ferry_error_new_with_details (error, &details, message);
}

/**
 * ferry_error_new_for_response:
 * @response: an answer that is a success and yet not what was asked for
 * @code: what is wrong with it
 * @message: a translated sentence; what it repeats of the answer may hold secrets
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
  g_autofree char *body = dup_body (response);
  g_autofree char *excerpt = dup_excerpt (body);
  g_autofree char *line = dup_line (message, G_MAXSIZE, response->credentials);
  g_auto(FerryErrorDetails) details = make_details (response, shorten (body, MAX_BODY_BYTES));

  details.service_text = g_steal_pointer (&excerpt);
  if (details.service_text != NULL)
    /* Translators: what follows is in any language, or in none. */
    details.quote = g_strdup_printf (_("The answer begins with: “%s”"), details.service_text);

  return ferry_error_new_with_details (code, &details, line != NULL ? line : "");
}

/**
 * ferry_error_response_get_clock_offset:
 * @response: an answer
 *
 * Returns: by how many seconds the clock of the service is ahead of the one here,
 *   from the `Date` header; 0 where that is not known
 */
int
ferry_error_response_get_clock_offset (const FerryErrorResponse *response)
{
  g_autoptr(GDateTime) date = response->date != NULL ? soup_date_time_new_from_http_string (response->date) : NULL;

  return date != NULL && response->now != 0 ? CLAMP (g_date_time_to_unix (date) - response->now, -G_MAXINT, G_MAXINT) : 0;
}
