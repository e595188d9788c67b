import type { Dictionary } from '../../model/dictionary.ts'
import type { ClientOptions, Scenario } from '../../model/scenario.ts'

/** Can a dictionary spell all that a scenario asks for? */
export const hasWords = (words: Dictionary, { client: wanted, environment = {}, calls }: Scenario): boolean => {
  const client = words.clients[wanted.kind]
  if (!client?.address[wanted.address]) return false
  const { kind: _, address: __, ...options } = wanted
  const { variables: ___, ...slots } = environment
  const asked = [options, ...calls.flatMap(({ copy }) => (copy ? [copy] : []))].flatMap(slotsOf)
  return (
    calls.every(
      ({ api, copy, headers, query }) =>
        words.apis[api] &&
        !(copy && words.copy === null) &&
        !(headers && words.request.headers === null) &&
        !(query && words.request.query === null),
    ) &&
    asked.every((slot) => slot in client.options || slot in (words.request.options ?? {})) &&
    Object.keys(slots).every((slot) => slot in client.environment)
  )
}

const slotsOf = ({ credentials = {}, ...options }: ClientOptions): readonly string[] => [
  ...Object.keys(credentials),
  ...Object.keys(options),
]
