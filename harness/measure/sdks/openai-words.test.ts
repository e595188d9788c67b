import { expect, test } from 'vitest'
import { REGISTRIES } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'

const spelling = shippedFamily('openai').dictionaries

/** Of one language alone. */
const ONE = ['token', 'agent', 'x509Transport', 'x509Credential', 'connectionsAt']

test('both registries name the same intents, but for a token as text, an agent, what holds a certificate, and an address of connections', () => {
  const options = REGISTRIES.map((registry) => Object.keys(spelling[registry]?.clients.azure?.options ?? {}))
  expect(options[0]?.filter((intent) => !ONE.includes(intent))).toEqual(
    options[1]?.filter((intent) => !ONE.includes(intent)),
  )
  const [npm, pypi] = REGISTRIES.map((registry) => Object.keys(spelling[registry]?.clients.vendor?.options ?? {}))
  expect(npm?.filter((intent) => !ONE.includes(intent))).toEqual(pypi?.filter((intent) => !ONE.includes(intent)))
})

test('PyPI: what opens a WebSocket has no bound of its own, which a busy machine would come up against', () => {
  const opening = Object.values(spelling.pypi?.apis ?? {}).filter(({ connection }) => connection === 'websockets')
  expect(opening).toHaveLength(6)
  for (const { body } of opening) expect(body).toMatchObject({ websocket_connection_options: { open_timeout: null } })
})
