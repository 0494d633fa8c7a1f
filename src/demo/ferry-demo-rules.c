/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-demo-rules.h"

typedef struct
{
  char *pattern;
  FerryDemoFault fault;
  guint count; /* requests left, or 0 for all */
} FaultRule;

typedef struct
{
  char *pattern;
  guint count; /* requests left */
  FerryDemoHook hook;
} HookRule;

static void
fault_rule_free (FaultRule *rule)
{
  g_free (rule->pattern);
  g_free (rule);
}

static void
hook_free (FerryDemoHook *hook)
{
  if (hook->destroy != NULL)
    hook->destroy (hook->user_data);
  g_free (hook);
}

/* The hook stays, for whoever has taken it. */
static void
hook_rule_free (HookRule *rule)
{
  g_free (rule->pattern);
  g_free (rule);
}

static void
hook_rule_free_with_hook (HookRule *rule)
{
  if (rule->hook.destroy != NULL)
    rule->hook.destroy (rule->hook.user_data);
  hook_rule_free (rule);
}

/* A pattern that begins with a slash is one of paths, any other one of places. */
static gboolean
matches (const char          *pattern,
         const FerryDemoCall *call,
         const char          *place)
{
  return g_pattern_match_simple (pattern, *pattern == '/' ? call->path : place);
}

/**
 * ferry_demo_rules_clear:
 * @self: rules
 *
 * Forgets all rules.
 */
void
ferry_demo_rules_clear (FerryDemoRules *self)
{
  g_clear_list (&self->faults, (GDestroyNotify) fault_rule_free);
  g_clear_list (&self->hooks, (GDestroyNotify) hook_rule_free_with_hook);
}

/**
 * ferry_demo_rules_set_fault:
 * @self: rules
 * @pattern: which requests
 * @fault: what goes wrong with them
 * @count: how many of them it concerns, or 0 for all
 *
 * Sets what goes wrong with some requests, before all older rules.
 */
void
ferry_demo_rules_set_fault (FerryDemoRules *self,
                            const char     *pattern,
                            FerryDemoFault  fault,
                            guint           count)
{
  FaultRule *rule = g_new0 (FaultRule, 1);

  rule->pattern = g_strdup (pattern);
  rule->fault = fault;
  rule->count = count;
  self->faults = g_list_prepend (self->faults, rule);
}

/**
 * ferry_demo_rules_add_hook:
 * @self: rules
 * @pattern: which requests
 * @count: after how many of them
 * @hook: (transfer full): what to do
 *
 * Adds something to do once.
 */
void
ferry_demo_rules_add_hook (FerryDemoRules *self,
                           const char     *pattern,
                           guint           count,
                           FerryDemoHook   hook)
{
  HookRule *rule = g_new0 (HookRule, 1);

  rule->pattern = g_strdup (pattern);
  rule->count = MAX (count, 1);
  rule->hook = hook;
  self->hooks = g_list_append (self->hooks, rule);
}

/**
 * ferry_demo_rules_take_fault:
 * @self: rules
 * @call: a request
 * @place: what it asks about, as `REGION/ORGANIZATION/REPOSITORY`
 * @fault: (out): what goes wrong with it
 *
 * Looks for the newest rule for a request, and counts the request.
 *
 * Returns: whether there is a rule
 */
gboolean
ferry_demo_rules_take_fault (FerryDemoRules      *self,
                             const FerryDemoCall *call,
                             const char          *place,
                             FerryDemoFault      *fault)
{
  for (GList *link = self->faults; link != NULL; link = link->next)
    {
      FaultRule *rule = link->data;

      if (!matches (rule->pattern, call, place) || !ferry_demo_call_can_have (call, rule->fault))
        continue;

      *fault = rule->fault;
      if (rule->count > 0 && --rule->count == 0)
        {
          self->faults = g_list_delete_link (self->faults, link);
          fault_rule_free (rule);
        }

      return TRUE;
    }

  return FALSE;
}

/**
 * ferry_demo_rules_take_hooks:
 * @self: rules
 * @call: a request
 * @place: what it asks about, as `REGION/ORGANIZATION/REPOSITORY`
 *
 * Counts the request, and takes what is to be done after it out of the rules.
 *
 * Returns: (transfer full) (element-type FerryDemoHook): what is to be done
 */
GPtrArray *
ferry_demo_rules_take_hooks (FerryDemoRules      *self,
                             const FerryDemoCall *call,
                             const char          *place)
{
  GPtrArray *hooks = g_ptr_array_new_with_free_func ((GDestroyNotify) hook_free);

  for (GList *link = self->hooks, *next; link != NULL; link = next)
    {
      HookRule *rule = link->data;

      next = link->next;
      if (!matches (rule->pattern, call, place) || --rule->count > 0)
        continue;

      g_ptr_array_add (hooks, g_memdup2 (&rule->hook, sizeof rule->hook));
      hook_rule_free (rule);
      self->hooks = g_list_delete_link (self->hooks, link);
    }

  return hooks;
}
