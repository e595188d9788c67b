import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Agent } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { isPassingStatus, RETRY, retryAfterMs, retrying, type Tried } from '../../edges/retry.ts'
import type { Env } from './environment.ts'
import { messageOf } from './message-of.ts'

/** Bytes behind an address; throws with one sentence when there are none. */
export type Download = (url: string, accept: string) => Promise<Buffer>

const MAX_REDIRECTS = 5
const TIMEOUT_MS = 60_000

/** Honours proxies, certificates and credentials within the address, as the installers do. */
export const downloader = (env: Env): Download => {
  const bundle = env['SSL_CERT_FILE'] || env['PIP_CERT']
  const proxyEnv = Object.fromEntries(Object.entries(env).filter(([name]) => /_proxy$/i.test(name)))
  let agent: Agent | undefined
  const get = async (url: URL, accept: string): Promise<IncomingMessage> => {
    // Read when something is fetched: all of `node:http` takes as long as a tenth of a run that finds everything kept.
    const [http, https] = await Promise.all([import('node:http'), import('node:https')])
    return new Promise((resolve, reject) => {
      const headers = { accept, ...credentials(url) }
      const options = { headers, timeout: TIMEOUT_MS }
      agent ??= new https.Agent({ proxyEnv, ...(bundle ? { ca: readFileSync(bundle) } : {}) })
      const sent =
        url.protocol === 'https:'
          ? https.request(url, { ...options, agent }, resolve)
          : http.request(url, options, resolve)
      sent
        .on('error', reject)
        .on('timeout', () => sent.destroy(new Error('no answer in time')))
        .end()
    })
  }

  const fetchOnce = async (address: string, accept: string): Promise<Fetched> => {
    let url = new URL(address)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const answer = await get(url, accept).catch((error: unknown) => ({ lost: messageOf(error) }))
      if ('lost' in answer)
        return { fault: `${url.origin} cannot be reached: ${answer.lost}`, tried: { kind: 'passing' } }
      const { statusCode = 0 } = answer
      if (statusCode === 200) return { bytes: await buffer(answer) }
      answer.resume()
      const { location } = answer.headers
      if (statusCode < 300 || statusCode > 399 || !location)
        return { fault: `${url.origin}${url.pathname} answered ${statusCode}.`, tried: triedBy(answer) }
      url = new URL(location, url)
    }
    return { fault: `${address} redirects too often.`, tried: { kind: 'settled' } }
  }

  return async (address, accept) => {
    const attempt = () =>
      fetchOnce(address, accept).catch(
        (error: unknown): Fetched => ({ fault: messageOf(error), tried: { kind: 'passing' } }),
      )
    const fetched = await retrying(attempt, (one) => ('bytes' in one ? { kind: 'settled' } : one.tried), RETRY)
    if ('bytes' in fetched) return fetched.bytes
    throw new Error(fetched.fault)
  }
}

type Fetched = { readonly bytes: Buffer } | { readonly fault: string; readonly tried: Tried }

const triedBy = ({ statusCode = 0, headers }: IncomingMessage): Tried => {
  if (!isPassingStatus(statusCode)) return { kind: 'settled' }
  const askedMs = retryAfterMs(headers['retry-after'])
  return { kind: 'passing', ...(askedMs === undefined ? {} : { askedMs }) }
}

const credentials = ({ username, password }: URL): Record<string, string> => {
  if (!username) return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}
