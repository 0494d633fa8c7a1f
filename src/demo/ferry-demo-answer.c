/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-answer.h"

#include "ferry-demo-json.h"

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

  ferry_demo_json_append_member (body, "error_msg", text);
  ferry_demo_json_append_member (body, "error_code", code);
  ferry_demo_json_append_member (body, "request_id", FERRY_DEMO_REQUEST_ID);
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

  ferry_demo_json_append_member (body, "errorCode", code);
  ferry_demo_json_append_member (body, "errorMessage", text);
  g_string_append (body, ",\"detail\":\"\"}]");
  ferry_demo_json_append_member (body, "error_code", code);
  ferry_demo_json_append_member (body, "error_msg", text);
  g_string_append (body, ",\"details\":[{");
  ferry_demo_json_append_member (body, "error_code", code);
  ferry_demo_json_append_member (body, "error_msg", text);
  g_string_append (body, "}]}");

  return ferry_demo_answer_new (status, FERRY_DEMO_JSON, body->str);
}

/**
 * ferry_demo_answer_new_keystone:
 * @status: the HTTP status
 * @title: what that status is called
 * @text: what went wrong
 *
 * Creates an error as the sign-in service words it when it is asked for a token.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_answer_new_keystone (guint       status,
                                const char *title,
                                const char *text)
{
  g_autoptr(GString) body = g_string_new (NULL);

  g_string_printf (body, "{\"error\":{\"code\":%u", status);
  ferry_demo_json_append_member (body, "message", text);
  ferry_demo_json_append_member (body, "title", title);
  g_string_append (body, "}}");

  return ferry_demo_answer_new (status, FERRY_DEMO_JSON, body->str);
}

/**
 * ferry_demo_answer_new_iam:
 * @status: the HTTP status
 * @code: the code, as `IAM.0061`
 * @text: what went wrong
 *
 * Creates an error of the sign-in service that has a code of its own.
 *
 * Returns: (transfer full): the answer
 */
FerryDemoAnswer *
ferry_demo_answer_new_iam (guint       status,
                           const char *code,
                           const char *text)
{
  g_autoptr(GString) body = g_string_new ("{");

  ferry_demo_json_append_member (body, "error_code", code);
  ferry_demo_json_append_member (body, "error_msg", text);
  g_string_append_c (body, '}');

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
  g_free (self->token);
  g_free (self->content_range);
  g_free (self);
}
