import { idUsers } from '@zvonok/schema/account/engine-tables'
import { must } from '@zvonok/schema/core/must'
import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { sign, verify } from 'hono/jwt'
import { clientAddress } from '../platform/client-address.ts'
import type { Limits } from '../platform/limits.ts'
import type { AppEnv, Parts } from '../platform/parts.ts'
import { ownOrigin } from '../platform/same-origin.ts'
import { keyedHash } from '../platform/tokens.ts'
import { grantCode, withParams } from './authorization.ts'
import { challengeOf, dropFamily, findAccess, give, grantMs, useOnce } from './grants.ts'
import type { IdAuth } from './id-auth.ts'
import { beginnings } from './id-flows.ts'
import { type Authorization, beginRequest } from './id-requests.ts'
import { embeddedClientId, redirectPaths } from './vkid-client.ts'

type Params = Readonly<Record<string, string | undefined>>

/**
 * The embedded ID as an OAuth 2.1 provider in the dialect of VK ID: `authorize` sends a person to the pages, `oauth2/auth` exchanges the code
 * (PKCE, no client secret) and refreshes, `user_info` and `public_info` tell about the user, `logout` ends what was given. Parameters are read
 * from query and form; errors are `{error, error_description}`.
 */
export function providerRoutes(parts: Parts, auth: IdAuth, limits: Limits) {
  const { database, settings, nowMs = Date.now } = parts
  const idTokenKey = keyedHash(settings.secret, 'id-token', '')
  const redirectUris = settings.origins.flatMap((origin) => redirectPaths.map((path) => origin + path))

  /** Access, refresh and id token of one grant. */
  async function tokens(grant: Parameters<typeof give>[2], state: string | undefined) {
    const now = nowMs()
    const nowS = Math.floor(now / 1000)
    const claims = { iss: settings.origin, aud: grant.clientId, sub: grant.userId, iat: nowS, exp: nowS + 3600 }
    return {
      access_token: await give(database, 'access', { ...grant, redirectUri: null, challenge: null }, now),
      refresh_token: await give(database, 'refresh', { ...grant, redirectUri: null, challenge: null }, now),
      id_token: await sign(claims, idTokenKey),
      token_type: 'Bearer',
      expires_in: grantMs.access / 1000,
      user_id: Number(grant.userId),
      state: state ?? '',
      scope: grant.scope,
    }
  }

  async function exchange(params: Params) {
    const grant = await useOnce(database, 'code', params.code ?? '', nowMs())
    const fits =
      grant &&
      grant.clientId === params.client_id &&
      grant.redirectUri === params.redirect_uri &&
      grant.deviceId === params.device_id &&
      grant.challenge === challengeOf(params.code_verifier ?? '')
    return fits ? tokens(grant, params.state) : undefined
  }

  async function refresh(params: Params) {
    const grant = await useOnce(database, 'refresh', params.refresh_token ?? '', nowMs())
    if (!grant) return undefined
    if (grant.clientId === params.client_id && grant.deviceId === params.device_id) return tokens(grant, params.state)
    await dropFamily(database, grant.family)
    return undefined
  }

  return new Hono<AppEnv>()
    .use(async (c, next) => {
      await next()
      c.header('Cache-Control', 'no-store')
    })
    .get('/authorize', async (c) => {
      const params: Params = c.req.query()
      const redirectUri = params.redirect_uri ?? ''
      if (params.client_id !== embeddedClientId || !redirectUris.includes(redirectUri))
        return c.redirect('/id/sign-in?problem=client', 302)
      const back = (error: string) => c.redirect(withParams(redirectUri, { error, state: params.state ?? '' }), 302)
      const asked = readAuthorization(params)
      if (!asked) return back('invalid_request')
      if (params.prompt === 'none') {
        const session = await auth.api.getSession({ headers: c.req.raw.headers })
        return session
          ? c.redirect(await grantCode(database, asked, session.user.id, nowMs()), 302)
          : back('login_required')
      }
      limits.take(beginnings, clientAddress(c, settings))
      await beginRequest(database, c, settings, asked, nowMs())
      return c.redirect(`${ownOrigin(settings, c.req.header('host'))}/id/sign-in`, 302)
    })
    .post('/oauth2/auth', async (c) => {
      const params = await readParams(c)
      const answer =
        params.grant_type === 'authorization_code'
          ? await exchange(params)
          : params.grant_type === 'refresh_token'
            ? await refresh(params)
            : undefined
      return answer ? c.json(answer) : failed(c, 'invalid_grant')
    })
    .post('/oauth2/user_info', async (c) => {
      const grant = await findAccess(database, (await readParams(c)).access_token ?? '', nowMs())
      if (!grant) return failed(c, 'invalid_token')
      const user = await findUser(parts, grant.userId)
      const scopes = grant.scope.split(' ')
      return c.json({
        user: {
          user_id: user.id,
          first_name: user.name,
          last_name: '',
          ...(scopes.includes('phone') && user.phoneNumber && { phone: user.phoneNumber }),
          ...(scopes.includes('email') && user.emailVerified && { email: user.email }),
        },
      })
    })
    .post('/oauth2/public_info', async (c) => {
      const claims = await verify((await readParams(c)).id_token ?? '', idTokenKey, 'HS256').catch(() => undefined)
      if (typeof claims?.sub !== 'string') return failed(c, 'invalid_token')
      const user = await findUser(parts, claims.sub)
      return c.json({
        user: { user_id: user.id, first_name: user.name, last_name: '', phone: masked(user.phoneNumber) },
      })
    })
    .post('/oauth2/logout', async (c) => {
      const grant = await findAccess(database, (await readParams(c)).access_token ?? '', nowMs())
      if (!grant) return failed(c, 'invalid_token')
      await dropFamily(database, grant.family)
      return c.json({ response: 1 })
    })
}

/** PKCE is not optional. VK's own pages write the method in both cases of the letter. */
function readAuthorization(params: Params): Authorization | undefined {
  const { response_type, client_id, redirect_uri, state, code_challenge, code_challenge_method, scope } = params
  const method = code_challenge_method?.toUpperCase()
  const good = response_type === 'code' && state && method === 'S256' && /^[\w-]{43}$/.test(code_challenge ?? '')
  if (!good || !client_id || !redirect_uri || !code_challenge) return undefined
  return {
    clientId: client_id,
    redirectUri: redirect_uri,
    state,
    challenge: code_challenge,
    scope: scope ?? '',
    freshLogin: params.prompt === 'login',
  }
}

/** VK's SDK puts most into the query and the secret part into the form. */
async function readParams(c: Context): Promise<Params> {
  const form = await c.req.parseBody()
  const strings = Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { ...c.req.query(), ...Object.fromEntries(strings) }
}

const failed = (c: Context, error: string): Response => c.json({ error, error_description: error }, 400)

async function findUser({ database }: Parts, id: string) {
  const [user] = await database.orm.select().from(idUsers).where(eq(idUsers.id, id))
  return must(user, 'user of the ID')
}

/** «+7 *** *** ** 01». */
const masked = (phone: string | null): string => (phone ? `${phone.slice(0, 2)} *** *** ** ${phone.slice(-2)}` : '')
