import type { RunResult, WireExchange } from '../../../model/report.ts'
import { unkeptBody } from '../../../model/unkept-body.ts'
import { bodyText } from '../../words/body-text.ts'
import { exchangeRemarks } from '../../words/exchange-remarks.ts'
import { httpVersion } from '../../words/http-version.ts'
import { clean } from '../../words/plain.ts'
import { shellWord, type Variables } from './shell-word.ts'

/**
 * What was captured as a shell script (POSIX): a curl command line for each request. Credentials, and what differs from run
 * to run, are variables by their names (`$API_KEY`), which the script lists first; so is where the gateway is (`$GATEWAY`).
 */
export const curl = (runs: readonly RunResult[]): string => {
  const variables: Variables = new Map()
  const blocks = runs.flatMap((run) =>
    run.scenarios.flatMap((result) => {
      const head = `# ${comment(`${run.sdk} ${run.version}: ${result.id} behind ${result.gateway}, ${run.runtime}`)}`
      if (result.status !== 'measured') return [`${head}\n# ${result.status}: ${comment(result.reason)}`]
      if (result.exchanges.length === 0) return [`${head}\n# No request left the process.`]
      return result.exchanges.map((exchange, index) => {
        const attempt = result.exchanges.length > 1 ? `, request ${index + 1}` : ''
        return `${head}${attempt}\n${command(exchange, run.version, variables)}`
      })
    }),
  )
  const names = [...variables].map(([name, what]) => `#   ${name}  ${comment(what)}`)
  const list = names.length > 0 ? [`# Set these first:\n${names.join('\n')}`] : []
  return `${[...list, ...blocks].join('\n\n')}\n`
}

const command = (exchange: WireExchange, version: string, variables: Variables): string => {
  const { request, response } = exchange
  const word = (text: string): string => shellWord(text, version, variables)
  const fields = request.headers
    // What curl makes of this field where it speaks HTTP/2.
    .map(([name, value]) => [name === ':authority' ? 'Host' : name, value] as const)
    .filter(([name, value]) => !isCurls(name, value, request.url))
  const has = (wanted: string): boolean => request.headers.some(([name]) => name.toLowerCase() === wanted)
  const coding = request.coding && 'undone' in request.coding ? request.coding.undone : null
  const body = bodyText(request.body)
  const unkept = unkeptBody(request.body)
  const words = [
    'curl --globoff --path-as-is',
    // With -X HEAD curl would wait for a body.
    request.method === 'HEAD' ? '--head' : `-X ${word(request.method)}`,
    urlWord(request.url, word, variables),
    ...(httpVersion(request) === 'HTTP/1.1'
      ? []
      : [/^https:/.test(request.url) ? '--http2' : '--http2-prior-knowledge']),
  ]
  const flags = [
    ...fields.map(([name, value]) => `-H ${word(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // What curl sends of its own accord and the SDK did not.
    ...['Accept', 'User-Agent', ...(body || unkept ? ['Content-Type'] : [])].flatMap((name) =>
      has(name.toLowerCase()) ? [] : [`-H '${name}:'`],
    ),
    ...(body ? [coding === null ? `--data-raw ${word(body.text)}` : '--data-binary @-'] : []),
    ...(unkept ? ["--data-binary '@body'"] : []),
  ]
  return [
    ...(unkept
      ? [
          `# The body was not kept: ${coding === null ? '' : `decoded from ${coding}, `}${unkept.bytes} bytes, SHA-256 ${unkept.sha256}.`,
        ]
      : []),
    ...exchangeRemarks(exchange).map((remark) => `# ${comment(remark)}`),
    `# answered ${response.status} by ${comment(response.by)}`,
    [...(body && coding !== null ? [encoding(word(body.text), coding)] : []), words.join(' '), ...flags].join(
      ' \\\n  ',
    ),
  ].join('\n')
}

/** Puts the codings over a body again, by their usual programs: other bytes than were sent, of which comes the same. */
const encoding = (word: string, coding: string): string =>
  `printf %s ${word} | ${coding
    .split(', ')
    .map((name) => `${ENCODERS[name] ?? name} | `)
    .join('')}`.trimEnd()

const ENCODERS: Readonly<Record<string, string>> = {
  ...{ gzip: 'gzip -c', 'x-gzip': 'gzip -c', br: 'brotli -c', zstd: 'zstd -c' },
  // The format of zlib, for which POSIX has no program.
  deflate: 'pigz -cz',
}

/** Fields that curl makes itself, from the address and the body. */
const isCurls = (name: string, value: string, url: string): boolean => {
  const field = name.toLowerCase()
  if (field === 'content-length') return true
  return field === 'host' && value === hostOf(url)
}

const hostOf = (url: string): string => /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? ''

/** The harness's own hosts are nobody's address: where they are is said by whoever runs it. */
const urlWord = (url: string, word: (text: string) => string, variables: Variables): string => {
  const [, scheme, host, target = ''] = /^(https?):\/\/([^/?#]*)(.*)$/s.exec(url) ?? []
  if (host === undefined || !isOwn(host)) return word(url)
  const { name, what } = OWN[host]
  variables.set(name, `${what}: ${scheme}://127.0.0.1:8080`)
  return `"$${name}"${target === '' ? '' : word(target)}`
}

/** The hosts that the harness made up, each with the variable that stands for it. */
const OWN = {
  gateway: { name: 'GATEWAY', what: 'where the gateway is' },
  'other-origin': { name: 'OTHER_ORIGIN', what: 'where a redirect to another host leads' },
  'other-port': { name: 'OTHER_PORT', what: 'where a redirect to another port leads' },
} as const
const isOwn = (host: string): host is keyof typeof OWN => Object.hasOwn(OWN, host)

/** On one line: a comment ends with it. */
const comment = (text: string): string => clean(text.replaceAll(/\s+/g, ' '))
