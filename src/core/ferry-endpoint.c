/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-endpoint.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "ferry-error.h"
#include "ferry-region.h"

/* How the hosts of the registry, where images are pulled from, and of its API begin. */
#define REGISTRY_PREFIX "swr."
#define API_PREFIX "swr-api."

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_ascii_strcasecmp (host, "localhost") == 0;
}

/* An escape may stand for anything, a line break or a slash too. Names in other scripts have become ASCII by now. */
static gboolean
is_host (const char *host)
{
  return host != NULL && *host != '\0' && host[strspn (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._:")] == '\0';
}

/* A place to send credentials to has to be one that nobody on the way can read. */
static gboolean
check_endpoint (GUri        *uri,
                const char  *text,
                GError     **error)
{
  gboolean is_https = strcmp (g_uri_get_scheme (uri), "https") == 0;
  gboolean is_http = strcmp (g_uri_get_scheme (uri), "http") == 0;
  const char *host = g_uri_get_host (uri);

  if ((!is_https && !is_http) || !is_host (host) || g_uri_get_userinfo (uri) != NULL ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 _("“%s” is not the address of a service. It looks like https://swr-api.cn-north-4.myhuaweicloud.com."), text);
  else if (is_http && !is_loopback (host))
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST,
                 _("“%s” is not encrypted. Use https; plain http is for this computer only."), text);
  else
    return TRUE;

  return FALSE;
}

/**
 * ferry_endpoint_build:
 * @service: which service
 * @pattern: (nullable): its address, in which `{region}` stands for the id of
 *   the region that is asked; %NULL for the public cloud
 * @region: a region id
 * @error: return location for an error
 *
 * Builds the address of the service in a region, and checks that credentials
 * may be sent there.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with
 *   %FERRY_ERROR_BAD_REQUEST
 */
GUri *
ferry_endpoint_build (FerryService   service,
                      const char    *pattern,
                      const char    *region,
                      GError       **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GError) parse_error = NULL;

  if (pattern != NULL)
    {
      g_string_assign (text, pattern);
      g_string_replace (text, FERRY_ENDPOINT_REGION, region, 0);
    }
  else
    {
      g_autofree char *endpoint = ferry_region_dup_endpoint (region, service == FERRY_SERVICE_IAM ? "iam" : "swr-api");

      g_string_assign (text, endpoint);
    }
  while (text->len > 0 && text->str[text->len - 1] == '/')
    g_string_truncate (text, text->len - 1);

  uri = g_uri_parse (text->str, SOUP_HTTP_URI_FLAGS, &parse_error);
  if (uri == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REQUEST, _("“%s” is not an address: %s"), text->str, parse_error->message);
      return NULL;
    }
  if (!check_endpoint (uri, text->str, error))
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * ferry_endpoint_is_loopback:
 * @self: an address
 *
 * Returns: whether it is one of this computer
 */
gboolean
ferry_endpoint_is_loopback (GUri *self)
{
  return is_loopback (g_uri_get_host (self));
}

/**
 * ferry_endpoint_dup_host:
 * @self: an address
 *
 * Writes what libsoup puts into the `Host` header, for the signature.
 *
 * Returns: (transfer full): the host, with the port where it is not the usual one
 */
char *
ferry_endpoint_dup_host (GUri *self)
{
  const char *host = g_uri_get_host (self);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  int port = g_uri_get_port (self);

  if (port == -1 || port == (strcmp (g_uri_get_scheme (self), "https") == 0 ? 443 : 80))
    return g_strdup_printf (is_ipv6 ? "[%s]" : "%s", host);

  return g_strdup_printf (is_ipv6 ? "[%s]:%d" : "%s:%d", host, port);
}

/**
 * ferry_endpoint_build_uri:
 * @self: the address of a service
 * @path: an encoded path in it, with a slash in front
 * @query: (nullable): an encoded query
 *
 * Returns: (transfer full): the address of something in the service
 */
GUri *
ferry_endpoint_build_uri (GUri       *self,
                          const char *path,
                          const char *query)
{
  /* An address without a path has the path `/`. */
  const char *base = strcmp (g_uri_get_path (self), "/") == 0 ? "" : g_uri_get_path (self);
  g_autofree char *whole_path = g_strconcat (base, path, NULL);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (self), NULL, g_uri_get_host (self),
                      g_uri_get_port (self), whole_path, query, NULL);
}

/**
 * ferry_endpoint_dup_registry:
 * @self: the address of the SWR API
 *
 * Finds where the images are pulled from that an API manages. In the clouds that
 * have it the names of the two differ in how they begin.
 *
 * Returns: (transfer full) (nullable): the host of the registry, or %NULL when the
 *   address of the API does not tell it
 */
char *
ferry_endpoint_dup_registry (GUri *self)
{
  g_autofree char *host = ferry_endpoint_dup_host (self);

  /* Another port is that of the API only. */
  if (!g_str_has_prefix (host, API_PREFIX) || strchr (host, ':') != NULL)
    return NULL;

  return g_strconcat (REGISTRY_PREFIX, host + strlen (API_PREFIX), NULL);
}

/**
 * ferry_endpoint_correct:
 * @text: what somebody entered as the address of the SWR API
 * @note: (out) (nullable): what was changed and why, or %NULL
 *
 * Makes the address of the API of what people have at hand: an address without
 * its scheme, or the registry that images are pulled from.
 *
 * Returns: (transfer full): the address, or @text as it is
 */
char *
ferry_endpoint_correct (const char  *text,
                        char       **note)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *separator = strstr (stripped, "://");
  const char *rest = separator != NULL ? separator + strlen ("://") : stripped;
  g_autofree char *scheme = separator != NULL ? g_strndup (stripped, rest - stripped) : g_strdup ("https://");

  *note = NULL;
  if (*stripped == '\0')
    return g_steal_pointer (&stripped);

  if (g_str_has_prefix (rest, REGISTRY_PREFIX))
    {
      const char *name = rest + strlen (REGISTRY_PREFIX);
      g_autofree char *host = g_strndup (name, strcspn (name, "/"));

      *note = g_strdup_printf (_("%s is where images are pulled from. Its API is at %s."), REGISTRY_PREFIX "…", API_PREFIX "…");
      return g_strconcat (scheme, API_PREFIX, host, NULL);
    }

  return g_strconcat (scheme, rest, NULL);
}
