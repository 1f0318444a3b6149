import { Hono } from 'hono'
import type { AppEnv, Parts } from '../platform/parts.ts'

/** What pages need to know before anybody is signed in: whose ID it is, where help is, whether this is the demo. */
export const frontRoutes = ({ settings }: Parts) =>
  new Hono<AppEnv>().get('/', (c) =>
    c.json({
      id: settings.vkid ? ('vk' as const) : ('own' as const),
      support: settings.support ?? '',
      demo: settings.demo,
    }),
  )
