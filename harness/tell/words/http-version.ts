import type { WireExchange } from '../../model/report.ts'

/** By which HTTP a request came: what is `host` in the first is `:authority` in the second, and in no other. */
export const httpVersion = ({ headers }: WireExchange['request']): 'HTTP/1.1' | 'HTTP/2' =>
  headers.some(([name]) => name === ':authority') ? 'HTTP/2' : 'HTTP/1.1'
