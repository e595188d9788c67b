import type { WireExchange } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { fieldsOf } from './fields.ts'

/** A credential that a request carried, and where. */
export type Carried = { readonly role: string; readonly name: string; readonly value: string }

/** Every credential of a request: in a header field, in the address (`path`, `query`), or in its body. The n-th token of a provider is its first. */
export const credentialsIn = (exchange: WireExchange): readonly Carried[] => {
  const { pathname, search } = new URL(exchange.request.url)
  const { body } = exchange.request
  const places: readonly (readonly [string, readonly string[]])[] = [
    ...fieldsOf(exchange),
    ['path', [decoded(pathname)]],
    ['query', search === '' ? [] : [decoded(search)]],
    ['body', body === null ? [] : [typeof body === 'string' ? body : JSON.stringify(body)]],
  ]
  return places.flatMap(([name, values]) =>
    values.flatMap((value) => [...new Set(rolesIn(value).map(withoutNumber))].map((role) => ({ role, name, value }))),
  )
}

const withoutNumber = (label: string): string => label.replace(/#\d+$/, '')

/** `URL` percent-encodes the guillemets of a role. */
const decoded = (search: string): string => search.replaceAll('%E2%80%B9', '‹').replaceAll('%E2%80%BA', '›')
