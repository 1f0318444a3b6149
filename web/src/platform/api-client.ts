import type { Api } from '@zvonok/api/app'
import { hc } from 'hono/client'

/** The HTTP API of the same origin, typed by its routes. */
export const api = hc<Api>('/')
