/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-answer.h"

static void
append_json_string (GString    *out,
                    const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (g_ascii_iscntrl (*p))
        g_string_append_printf (out, "\\u%04x", (guint) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_member (GString    *out,
               const char *name,
               const char *value)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append_printf (out, "\"%s\":", name);
  append_json_string (out, value);
}

/**
 * ferry_demo_answer_new:
 * @status: the HTTP status
 * @content_type: (nullable): the content type
 * @body: (nullable): the text
 *
 * Creates an answer of exactly these parts.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_answer_new (guint       status,
                       const char *content_type,
                       const char *body)
{
  FerryDemoAnswer *self = g_new0 (FerryDemoAnswer, 1);

  self->status = status;
  self->content_type = g_strdup (content_type);
  self->body = g_strdup (body != NULL ? body : "");

  return self;
}

/**
 * ferry_demo_answer_new_gateway:
 * @status: the HTTP status
 * @code: the code, as `APIGW.0301`
 * @text: what went wrong
 *
 * Creates an error as the API gateway in front of the service words it.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_answer_new_gateway (guint       status,
                               const char *code,
                               const char *text)
{
  g_autoptr(GString) body = g_string_new ("{");

  append_member (body, "error_msg", text);
  append_member (body, "error_code", code);
  append_member (body, "request_id", FERRY_DEMO_REQUEST_ID);
  g_string_append_c (body, '}');

  return ferry_demo_answer_new (status, FERRY_DEMO_JSON, body->str);
}

/**
 * ferry_demo_answer_new_service:
 * @status: the HTTP status
 * @code: the code, as `SVCSTG.SWR.4040058`
 * @text: what went wrong
 *
 * Creates an error as the service itself words it today: the members of both
 * its generations, side by side.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_answer_new_service (guint       status,
                               const char *code,
                               const char *text)
{
  g_autoptr(GString) body = g_string_new ("{\"errors\":[{");

  append_member (body, "errorCode", code);
  append_member (body, "errorMessage", text);
  g_string_append (body, ",\"detail\":\"\"}]");
  append_member (body, "error_code", code);
  append_member (body, "error_msg", text);
  g_string_append (body, ",\"details\":[{");
  append_member (body, "error_code", code);
  append_member (body, "error_msg", text);
  g_string_append (body, "}]}");

  return ferry_demo_answer_new (status, FERRY_DEMO_JSON, body->str);
}

/**
 * ferry_demo_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
ferry_demo_answer_free (FerryDemoAnswer *self)
{
  g_free (self->content_type);
  g_free (self->body);
  g_free (self->location);
  g_free (self);
}
