import type { Store } from '../../../model/store.ts'
import { asked, bytesIn, type Send, taken } from './request.ts'

/**
 * A store behind GET and PUT of one address each.
 * @param base without a slash at its end
 */
export const webStore = (base: string, send: Send, headers: Readonly<Record<string, string>> = {}): Store => {
  // What was encoded for a file's name is encoded once more: it is the name.
  const addressOf = (name: string): string => `${base}/${name.split('/').map(encodeURIComponent).join('/')}`
  return {
    get: async (name) => bytesIn(await asked(send, addressOf(name), { method: 'GET', headers })),
    put: async (name, bytes) => {
      await taken(await asked(send, addressOf(name), { method: 'PUT', headers, body: Uint8Array.from(bytes) }))
    },
  }
}
