/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-faults.h"

#include "ferry-demo-repository.h"

#define HTML "text/html; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"

/* One task, of which some members are given as JSON text. */
#define TASK(id, override, created, updated) \
  "{\"createdAt\":\"" created "\",\"domainID\":\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"," \
  "\"domainName\":\"example-account\",\"id\":" id ",\"namespace\":\"team-a\",\"override\":" override "," \
  "\"remoteNamespace\":\"team-a-sg\",\"remoteRegionId\":\"ap-southeast-3\",\"repoName\":\"web/frontend\"," \
  "\"syncAuto\":true,\"updatedAt\":\"" updated "\"}"
#define CREATED "2025-03-09T08:15:30.120045Z"
#define UPDATED "2025-03-10T00:00:01.5Z"

#define CAPTIVE_PORTAL \
  "<!DOCTYPE html><html><head><title>Sign in to the network</title></head>" \
  "<body><form action=\"/login\"><input name=\"room\"></form></body></html>"
#define BAD_GATEWAY \
  "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
#define FORBIDDEN \
  "{\"errors\":[{\"errorCode\":\"SVCSTG.SWR.4030170\",\"errorMessage\":\"not allowed\",\"detail\":\"\"," \
  "\"encoded_authorization_message\":\"c2FtcGxlIG9ubHk=\"}],\"error_code\":\"SVCSTG.SWR.4030170\"," \
  "\"error_msg\":\"not allowed\",\"details\":[{\"error_code\":\"SVCSTG.SWR.4030170\"," \
  "\"error_msg\":\"not allowed\"}],\"encoded_authorization_message\":\"c2FtcGxlIG9ubHk=\"}"

typedef FerryDemoAnswer *(*AnswerFunc) (guint status,
                                        const char *first,
                                        const char *second);

typedef struct
{
  const char *name;
  const char *summary;
  /* What to answer, where that does not depend on the request. */
  guint status;
  AnswerFunc make;
  const char *first;
  const char *second;
  guint retry_after;
  /* Whether it concerns requests for a token, or for a list of repositories, and no others. */
  gboolean sign_in;
  gboolean listing;
} Fault;

/* What the two texts are: content type and body, title and text, or code and text. */
#define RAW ferry_demo_answer_new
#define GATEWAY ferry_demo_answer_new_gateway
#define SERVICE ferry_demo_answer_new_service
#define KEYSTONE ferry_demo_answer_new_keystone
#define IAM ferry_demo_answer_new_iam
#define SIGN_IN "Incorrect IAM authentication information: "
#define WRONG_PASSWORD "The username or password is wrong."
#define LOCKED "The account is locked."
#define THROTTLED "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 "

/* clang-format off */
static const Fault faults[FERRY_DEMO_N_FAULTS] = {
  [FERRY_DEMO_FAULT_NONE] =
    { "none", "everything works" },
  [FERRY_DEMO_FAULT_DELAY] =
    { "delay", "answers after five seconds" },
  [FERRY_DEMO_FAULT_SLOW_BYTES] =
    { "slow-bytes", "sends the answer in twenty pieces, one every 100 ms" },
  [FERRY_DEMO_FAULT_HANG] =
    { "hang", "takes the request and never answers" },
  [FERRY_DEMO_FAULT_RESET] =
    { "reset", "takes the request and resets the connection" },
  [FERRY_DEMO_FAULT_CUT_BODY] =
    { "cut-body", "closes the connection after half of the announced length" },
  [FERRY_DEMO_FAULT_CUT_CHUNKS] =
    { "cut-chunks", "closes the connection before the last chunk" },
  [FERRY_DEMO_FAULT_HUGE_BODY] =
    { "huge-body", "sends 80 MiB in chunks, not saying beforehand how much it will be" },
  [FERRY_DEMO_FAULT_HUGE_LENGTH] =
    { "huge-length", "announces 80 MiB and sends them" },
  [FERRY_DEMO_FAULT_REDIRECT] =
    { "redirect", "302 to another address" },

  [FERRY_DEMO_FAULT_TRUNCATED_JSON] =
    { "truncated-json", "200 with JSON that stops in the middle",
      200, RAW, FERRY_DEMO_JSON, "[{\"createdAt\":\"2025-03-09T08:15:30.120045Z\",\"domainID\":\"0a1b" },
  [FERRY_DEMO_FAULT_NOT_JSON] =
    { "not-json", "200 with the page of a captive portal",
      200, RAW, HTML, CAPTIVE_PORTAL },
  [FERRY_DEMO_FAULT_EMPTY_BODY] =
    { "empty-body", "200 with nothing in it",
      200, RAW, FERRY_DEMO_JSON, NULL },
  [FERRY_DEMO_FAULT_NO_CONTENT] =
    { "no-content", "204",
      204, RAW, NULL, NULL },
  [FERRY_DEMO_FAULT_WRONG_CONTENT_TYPE] =
    { "wrong-content-type", "200 with the right JSON, called text/plain",
      200, RAW, TEXT, FERRY_DEMO_EXAMPLE_TASKS },
  [FERRY_DEMO_FAULT_WRONG_TYPES] =
    { "wrong-types", "a number, an id as text, an override as text, and one good task",
      200, RAW, FERRY_DEMO_JSON,
      "[7," TASK ("\"1207\"", "false", CREATED, UPDATED) "," TASK ("1208", "\"yes\"", CREATED, UPDATED) ","
      TASK ("1209", "true", CREATED, UPDATED) "]" },
  [FERRY_DEMO_FAULT_JSON_NULL] =
    { "json-null", "null where the list should be",
      200, RAW, FERRY_DEMO_JSON, "null" },
  [FERRY_DEMO_FAULT_JSON_OBJECT] =
    { "json-object", "an object where the list should be",
      200, RAW, FERRY_DEMO_JSON, "{\"tasks\":[]}" },
  [FERRY_DEMO_FAULT_EMPTY_LIST] =
    { "empty-list", "no tasks",
      200, RAW, FERRY_DEMO_JSON, "[]" },
  [FERRY_DEMO_FAULT_UNKNOWN_MEMBERS] =
    { "unknown-members", "a task with members that are not documented",
      200, RAW, FERRY_DEMO_JSON,
      "[{\"priority\":3,\"labels\":[\"a\",{\"b\":null}],\"createdAt\":\"" CREATED "\",\"id\":1207,"
      "\"domainID\":\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"domainName\":\"example-account\","
      "\"namespace\":\"team-a\",\"override\":false,\"remoteNamespace\":\"team-a-sg\","
      "\"remoteRegionId\":\"ap-southeast-3\",\"repoName\":\"web/frontend\",\"syncAuto\":true,"
      "\"updatedAt\":\"" UPDATED "\"}]" },
  [FERRY_DEMO_FAULT_MISSING_MEMBERS] =
    { "missing-members", "a task with a few members only, and one with none",
      200, RAW, FERRY_DEMO_JSON, "[{\"id\":1207,\"remoteRegionId\":\"ap-southeast-3\"},{}]" },
  [FERRY_DEMO_FAULT_NULL_MEMBERS] =
    { "null-members", "a task whose members are all null",
      200, RAW, FERRY_DEMO_JSON,
      "[{\"createdAt\":null,\"domainID\":null,\"domainName\":null,\"id\":null,\"namespace\":null,"
      "\"override\":null,\"remoteNamespace\":null,\"remoteRegionId\":null,\"repoName\":null,"
      "\"syncAuto\":null,\"updatedAt\":null}]" },
  [FERRY_DEMO_FAULT_ODD_TIMES] =
    { "odd-times", "times with 0, 1, 5, 6 and 9 fraction digits, and unreadable ones",
      200, RAW, FERRY_DEMO_JSON,
      "[" TASK ("1", "false", "2025-03-09T08:15:30Z", "2025-03-10T00:00:01Z") ","
      TASK ("2", "false", "2025-03-09T08:15:30.1Z", "2025-03-10T00:00:01.5Z") ","
      TASK ("3", "false", "2025-03-09T08:15:30.12004Z", "2025-03-10T00:00:01.50001Z") ","
      TASK ("4", "false", "2025-03-09T08:15:30.120045Z", "2025-03-10T00:00:01.500012Z") ","
      TASK ("5", "false", "2025-03-09T08:15:30.120045678Z", "2025-03-10T00:00:01.500012345Z") ","
      TASK ("6", "false", "the day before yesterday", "") "]" },
  [FERRY_DEMO_FAULT_BIG_IDS] =
    { "big-ids", "ids from 2^31 - 1 to 2^63 - 1",
      200, RAW, FERRY_DEMO_JSON,
      "[" TASK ("2147483647", "false", CREATED, UPDATED) "," TASK ("2147483648", "false", CREATED, UPDATED) ","
      TASK ("9007199254740993", "false", CREATED, UPDATED) ","
      TASK ("9223372036854775807", "false", CREATED, UPDATED) "]" },
  [FERRY_DEMO_FAULT_100_ROWS] =
    { "100-rows", "as many tasks as the service sends at most, says its documentation" },
  [FERRY_DEMO_FAULT_250_ROWS] =
    { "250-rows", "more tasks than its documentation says" },

  [FERRY_DEMO_FAULT_400] =
    { "400", "the service finds a parameter invalid",
      400, SERVICE, "SVCSTG.SWR.4000014", "invalid parameter" },
  [FERRY_DEMO_FAULT_401_EXPIRED] =
    { "401-expired", "the token has expired",
      401, GATEWAY, "APIGW.0301", SIGN_IN "token expires, expires at: 2025-03-09T08:15:30.120000Z" },
  [FERRY_DEMO_FAULT_401_REGION] =
    { "401-region", "the token was made for another region",
      401, GATEWAY, "APIGW.0307", "The token must be updated" },
  [FERRY_DEMO_FAULT_401_SIGNATURE] =
    { "401-signature", "the signature is wrong; repeats a security token, as the gateway may",
      401, GATEWAY, "APIGW.0301",
      SIGN_IN "verify aksk signature fail, canonicalRequest:GET|"
      "/v2/manage/namespaces/team-a/repos/busybox/sync_repo/||"
      "host:127.0.0.1|x-sdk-date:20260101T000000Z|x-security-token:SAMPLE-SECURITY-TOKEN||"
      "host;x-sdk-date;x-security-token|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  [FERRY_DEMO_FAULT_401_CLOCK] =
    { "401-clock", "the service's clock is an hour ahead" },
  [FERRY_DEMO_FAULT_401_UNKNOWN_KEY] =
    { "401-unknown-key", "the access key does not exist",
      401, GATEWAY, "APIGW.0301", SIGN_IN "Get secretKey failed,ak:SAMPLE,err:ak not exist" },
  [FERRY_DEMO_FAULT_401_LOCKED_KEY] =
    { "401-locked-key", "the access key is locked after too many wrong signatures",
      401, GATEWAY, "APIGW.0301", SIGN_IN "AK access failed to reach the limit, forbidden" },
  [FERRY_DEMO_FAULT_401_ADDRESS] =
    { "401-address", "the client's network address is not on the account's list",
      401, GATEWAY, "APIGW.0301", SIGN_IN "current ip 203.0.113.7 refused" },
  [FERRY_DEMO_FAULT_401_CONSOLE_ONLY] =
    { "401-console-only", "the user may use the console, but not the API",
      401, GATEWAY, "APIGW.0301", SIGN_IN "IAM.0081, the user has console access only" },
  [FERRY_DEMO_FAULT_401_SWR] =
    { "401-swr", "the service, not the gateway, refuses the sign-in",
      401, SERVICE, "SVCSTG.SWR.4010000", "authentication failed" },
  [FERRY_DEMO_FAULT_403] =
    { "403", "signed in, but not permitted",
      403, RAW, FERRY_DEMO_JSON, FORBIDDEN },
  [FERRY_DEMO_FAULT_403_ADDRESS] =
    { "403-address", "the gateway does not talk to the client's network address",
      403, GATEWAY, "APIGW.0401", "The source IP address is not allowed" },
  [FERRY_DEMO_FAULT_403_ARREARS] =
    { "403-arrears", "the project is out of use, for instance unpaid",
      403, GATEWAY, "APIGW.0310", "The project is unavailable" },
  [FERRY_DEMO_FAULT_403_DISABLED] =
    { "403-disabled", "the user is disabled",
      403, IAM, "IAM.0082", "The user is disabled." },
  [FERRY_DEMO_FAULT_403_THROTTLED] =
    { "403-throttled", "too many requests, in the service's own way",
      403, SERVICE, "SVCSTG.SWR.4031032", "too many requests" },
  [FERRY_DEMO_FAULT_403_THROTTLED_ELSE] =
    { "403-throttled-else", "the same, by the service's other code for it",
      403, SERVICE, "SVCSTG.SWR.4031042", "too many requests" },
  [FERRY_DEMO_FAULT_404_GATEWAY] =
    { "404-gateway", "this address does not offer the call",
      404, GATEWAY, "APIGW.0101", "The API does not exist or has not been published in the environment" },
  [FERRY_DEMO_FAULT_404_ORGANIZATION] =
    { "404-organization", "no such organization",
      404, SERVICE, "SVCSTG.SWR.4040058", "organization not found" },
  [FERRY_DEMO_FAULT_404_REPOSITORY] =
    { "404-repository", "no such repository",
      404, SERVICE, "SVCSTG.SWR.4040010", "repository not found" },
  [FERRY_DEMO_FAULT_409] =
    { "409", "the service is busy",
      409, SERVICE, "SVCSTG.SWR.4090023", "system busy" },
  [FERRY_DEMO_FAULT_429] =
    { "429", "too many requests",
      429, GATEWAY, "APIGW.0308", THROTTLED "minute" },
  [FERRY_DEMO_FAULT_429_HOUR] =
    { "429-hour", "too many requests for this hour",
      429, GATEWAY, "APIGW.0308", THROTTLED "hour" },
  [FERRY_DEMO_FAULT_429_RETRY_AFTER] =
    { "429-retry-after", "too many requests, with Retry-After: 2",
      429, GATEWAY, "APIGW.0308", THROTTLED "minute", .retry_after = 2 },
  [FERRY_DEMO_FAULT_500] =
    { "500", "internal error of the service",
      500, SERVICE, "SVCSTG.SWR.5001101", "internal error" },
  [FERRY_DEMO_FAULT_500_ARRAY] =
    { "500-array", "the same, as older regions put it",
      500, RAW, FERRY_DEMO_JSON,
      "[{\"errorCode\":\"SVCSTG.SWR.5001101\",\"errorMessage\":\"internal error\",\"detail\":\"\"}]" },
  [FERRY_DEMO_FAULT_500_FLAT] =
    { "500-flat", "the same, as some calls put it",
      500, RAW, FERRY_DEMO_JSON, "{\"errorCode\":\"SVCSTG.SWR.5001101\",\"errorMessage\":\"internal error\"}" },
  [FERRY_DEMO_FAULT_502] =
    { "502", "the gateway cannot reach the service",
      502, GATEWAY, "APIGW.0610", "The backend is unreachable" },
  [FERRY_DEMO_FAULT_503] =
    { "503", "the gateway cannot reach the sign-in service",
      503, GATEWAY, "APIGW.0613", "The IAM service is unavailable" },
  [FERRY_DEMO_FAULT_504] =
    { "504", "the gateway waited too long",
      504, GATEWAY, "APIGW.0201", "Backend timeout" },
  [FERRY_DEMO_FAULT_HTML_ERROR] =
    { "html-error", "502 with a page of some proxy",
      502, RAW, HTML, BAD_GATEWAY },
  [FERRY_DEMO_FAULT_TEXT_ERROR] =
    { "text-error", "500 in plain text",
      500, RAW, TEXT, "upstream connect error or disconnect before headers" },
  [FERRY_DEMO_FAULT_IAM_ERROR] =
    { "iam-error", "401 as the sign-in service puts it",
      401, KEYSTONE, "Unauthorized", WRONG_PASSWORD },
  [FERRY_DEMO_FAULT_IAM_OS_ERROR] =
    { "iam-os-error", "401 as other calls of the sign-in service put it",
      401, IAM, "IAM.0061", LOCKED },

  [FERRY_DEMO_FAULT_LOOSE_NAMES] =
    { "loose-names", "a part of a name is enough, even where no filter is used", .listing = TRUE },
  [FERRY_DEMO_FAULT_SHORT_PAGES] =
    { "short-pages", "ten rows at most, whatever is asked for", .listing = TRUE },
  [FERRY_DEMO_FAULT_NO_TOTAL] =
    { "no-total", "nothing tells how many rows there are", .listing = TRUE },
  [FERRY_DEMO_FAULT_WRONG_TOTAL] =
    { "wrong-total", "there seem to be 1000 rows more than there are", .listing = TRUE },

  [FERRY_DEMO_FAULT_IAM_NO_TOKEN] =
    { "iam-no-token", "201 without the header that has the token", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_BIG_TOKEN] =
    { "iam-big-token", "a token of 32 KiB, which is accepted then", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_SHORT_TOKEN] =
    { "iam-short-token", "a token that ends after two seconds", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_PASSCODE] =
    { "iam-passcode", "asks for a one-time code", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_NOT_JSON] =
    { "iam-not-json", "200 with the page of a captive portal",
      200, RAW, HTML, CAPTIVE_PORTAL, .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_400] =
    { "iam-400", "finds the request malformed",
      400, KEYSTONE, "Bad Request", "The request body is invalid.", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_401] =
    { "iam-401", "finds account, user or password wrong",
      401, KEYSTONE, "Unauthorized", WRONG_PASSWORD, .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_LOCKED] =
    { "iam-locked", "the user is locked after too many wrong passwords",
      401, IAM, "IAM.0061", LOCKED, .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_429] =
    { "iam-429", "too many sign-ins",
      429, IAM, "IAM.0012", "Too many attempts: 5 times per 60 seconds.", .sign_in = TRUE },
  [FERRY_DEMO_FAULT_IAM_500] =
    { "iam-500", "internal error of the sign-in service",
      500, KEYSTONE, "Internal Server Error", "An unexpected error has occurred.", .sign_in = TRUE },
};
/* clang-format on */

/**
 * ferry_demo_fault_get_name:
 * @fault: a fault
 *
 * Returns: (transfer none): its name, as `cut-body`
 */
const char *
ferry_demo_fault_get_name (FerryDemoFault fault)
{
  g_return_val_if_fail (fault < FERRY_DEMO_N_FAULTS, NULL);

  return faults[fault].name;
}

/**
 * ferry_demo_fault_is_sign_in:
 * @fault: a fault
 *
 * Returns: whether it concerns requests for a token only, and lets all others
 *   pass
 */
gboolean
ferry_demo_fault_is_sign_in (FerryDemoFault fault)
{
  g_return_val_if_fail (fault < FERRY_DEMO_N_FAULTS, FALSE);

  return faults[fault].sign_in;
}

/**
 * ferry_demo_fault_is_listing:
 * @fault: a fault
 *
 * Returns: whether it concerns requests for a list of repositories, and no others
 */
gboolean
ferry_demo_fault_is_listing (FerryDemoFault fault)
{
  g_return_val_if_fail (fault < FERRY_DEMO_N_FAULTS, FALSE);

  return faults[fault].listing;
}

/**
 * ferry_demo_fault_is_answer:
 * @fault: a fault
 *
 * Returns: whether it consists of an answer that does not depend on the request
 */
gboolean
ferry_demo_fault_is_answer (FerryDemoFault fault)
{
  g_return_val_if_fail (fault < FERRY_DEMO_N_FAULTS, FALSE);

  return faults[fault].make != NULL;
}

/**
 * ferry_demo_fault_from_name:
 * @name: a name, as `cut-body`
 * @fault: (out): the fault
 *
 * Finds the fault of this name.
 *
 * Returns: whether there is one
 */
gboolean
ferry_demo_fault_from_name (const char     *name,
                            FerryDemoFault *fault)
{
  for (guint i = 0; i < FERRY_DEMO_N_FAULTS; i++)
    if (g_str_equal (faults[i].name, name))
      {
        *fault = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * ferry_demo_fault_dup_listing:
 *
 * Lists all faults with what they do, a line each.
 *
 * Returns: (transfer full): the text
 */
char *
ferry_demo_fault_dup_listing (void)
{
  GString *listing = g_string_new ("Faults:\n");

  for (guint i = 0; i < FERRY_DEMO_N_FAULTS; i++)
    {
      if (i > 0 && faults[i].listing && !faults[i - 1].listing)
        g_string_append (listing, "\nFaults of lists of repositories only:\n");
      if (i > 0 && faults[i].sign_in && !faults[i - 1].sign_in)
        g_string_append (listing, "\nFaults of requests for a token only:\n");
      g_string_append_printf (listing, "  %-20s %s\n", faults[i].name, faults[i].summary);
    }

  return g_string_free (listing, FALSE);
}

/**
 * ferry_demo_fault_dup_answer:
 * @fault: a fault
 *
 * Makes the answer that a fault consists of.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL where @fault is not
 *   about what is answered, or depends on the request
 */
FerryDemoAnswer *
ferry_demo_fault_dup_answer (FerryDemoFault fault)
{
  FerryDemoAnswer *answer;

  g_return_val_if_fail (fault < FERRY_DEMO_N_FAULTS, NULL);

  if (faults[fault].make == NULL)
    return NULL;

  answer = faults[fault].make (faults[fault].status, faults[fault].first, faults[fault].second);
  answer->retry_after = faults[fault].retry_after;

  return answer;
}
