// What a program hands to a client that is no plain value: a provider of tokens, a file, an agent, a `fetch` of its own.
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import tls from 'node:tls'
import { exportOf } from './homes.mjs'
import { Unsupported } from './unsupported.mjs'

/** Hands out tokens as Azure's SDKs ask for them: https://learn.microsoft.com/javascript/api/@azure/core-auth/tokencredential */
export const tokens = (next) => ({
  getToken: async () => ({ token: await next(), expiresOnTimestamp: Date.now() + 3_600_000 }),
})

export const provider = ({ $provider, fails, slowMs }) => {
  const left = [...$provider]
  let calls = 0
  const nextToken = async () => {
    calls++
    if (slowMs) await new Promise((resolve) => setTimeout(resolve, slowMs))
    if (fails === 'always' || (fails === 'first' && calls === 1)) throw new Error('No token can be had now.')
    return left.length > 1 ? left.shift() : left[0]
  }
  // A version that takes no function sends its source text: it must say what it is, and none of the tokens.
  return async () => nextToken()
}

/** Its bytes alone; bytes with a name; or as `fs.createReadStream` gives it. */
export const fileOf = ({ name, text, as }) => {
  if (as === 'content') return new TextEncoder().encode(text)
  // What a program opens by its path, `fs.createReadStream` gives.
  if (as === 'path') throw new Unsupported('JavaScript has no value for a file by its path.')
  if (as === 'bytes') return new File([text], name, { type: 'text/plain' })
  return Object.assign(Readable.from([Buffer.from(text)]), { path: name })
}

export const agent = ({ proxy, certificate }) => {
  if (proxy) return tunnelling(proxy, certificate)
  return certificate ? new https.Agent({ keepAlive: false, ...certificate }) : new http.Agent({ keepAlive: false })
}

/** As packages for it do it: each connection is asked of the proxy first (RFC 9110, section 9.3.6). */
const tunnelling = (proxy, certificate) => {
  const { hostname, port } = new URL(proxy)
  const agent = new http.Agent({ keepAlive: false })
  // For requests of both schemes.
  agent.protocol = undefined
  agent.createConnection = ({ host, port: to, protocol, servername }, done) => {
    const path = `${host}:${to}`
    const asked = http.request({ hostname, port, method: 'CONNECT', path, headers: { host: path }, agent: false })
    asked.on('error', done).on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200)
        return done(null, protocol === 'https:' ? tls.connect({ socket, host, servername, ...certificate }) : socket)
      socket.destroy()
      return done(new Error(`The proxy answered ${statusCode}.`))
    })
    asked.end()
  }
  return agent
}

/** A `fetch` of the program's own, as programs write them to add or log something. */
export const transport = ({ kind, authorization, proxy, certificate }) => {
  const ask = certificate ? showing(certificate) : fetch
  switch (kind) {
    case 'plain':
      return (url, init) => ask(url, init)
    case 'copies-headers':
      return (url, init) => ask(url, { ...init, headers: new Headers(init?.headers) })
    case 'spreads-headers':
      return (url, init) => ask(url, { ...init, headers: { ...init?.headers } })
    case 'own-auth':
      return (url, init) => {
        const headers = new Headers(init?.headers)
        headers.set('authorization', authorization)
        return ask(url, { ...init, headers })
      }
    case 'fails-once': {
      let calls = 0
      return (url, init) =>
        ++calls === 1 ? Promise.reject(new Error('A fault of the program itself.')) : ask(url, init)
    }
    case 'own-defaults':
      throw new Unsupported('A fetch of one’s own has no defaults that an SDK could know.')
    case 'proxied': {
      const through = exportOf('undici', 'fetch')
      const ProxyAgent = exportOf('undici', 'ProxyAgent')
      const dispatcher = new ProxyAgent({ uri: proxy, ...(certificate ? { requestTls: certificate } : {}) })
      return (url, init) => through(url, { ...init, dispatcher })
    }
    default:
      throw new Error(`no such transport: ${kind}`)
  }
}

/** A `fetch` whose connections show a certificate. */
const showing = (certificate) => {
  const through = exportOf('undici', 'fetch')
  const Agent = exportOf('undici', 'Agent')
  const dispatcher = new Agent({ connect: certificate })
  return (url, init) => through(url, { ...init, dispatcher })
}
