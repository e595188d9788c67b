import { readFileSync } from 'node:fs'
import { type IncomingMessage, request as plain } from 'node:http'
import { Agent, request as secure } from 'node:https'
import { buffer } from 'node:stream/consumers'
import type { Env } from './environment.ts'

/** Bytes behind an address; throws with one sentence when there are none. */
export type Download = (url: string, accept: string) => Promise<Buffer>

const MAX_REDIRECTS = 5
const TIMEOUT_MS = 60_000

/** Honours proxies, certificates and credentials within the address, as the installers do. */
export const downloader = (env: Env): Download => {
  const bundle = env['SSL_CERT_FILE'] || env['PIP_CERT']
  const proxyEnv = Object.fromEntries(Object.entries(env).filter(([name]) => /_proxy$/i.test(name)))
  let agent: Agent | undefined
  const get = (url: URL, accept: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { accept, ...credentials(url) }
      const options = { headers, timeout: TIMEOUT_MS }
      agent ??= new Agent({ proxyEnv, ...(bundle ? { ca: readFileSync(bundle) } : {}) })
      const sent =
        url.protocol === 'https:' ? secure(url, { ...options, agent }, resolve) : plain(url, options, resolve)
      sent
        .on('error', reject)
        .on('timeout', () => sent.destroy(new Error('no answer in time')))
        .end()
    })

  return async (address, accept) => {
    let url = new URL(address)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const answer = await get(url, accept).catch((error: unknown) => {
        throw new Error(
          `${url.origin} cannot be reached: ${error instanceof Error ? error.message || error.name : error}`,
        )
      })
      const { statusCode = 0 } = answer
      if (statusCode === 200) return await buffer(answer)
      answer.resume()
      const { location } = answer.headers
      if (statusCode < 300 || statusCode > 399 || !location)
        throw new Error(`${url.origin}${url.pathname} answered ${statusCode}.`)
      url = new URL(location, url)
    }
    throw new Error(`${address} redirects too often.`)
  }
}

const credentials = ({ username, password }: URL): Record<string, string> => {
  if (!username) return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}
