import { expect, test } from 'vitest'
import { REGISTRIES } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'

const spelling = shippedFamily('openai').dictionaries

test('both registries name the same intents, but for a token as text', () => {
  const options = REGISTRIES.map((registry) => Object.keys(spelling[registry]?.clients.azure?.options ?? {}))
  expect(options[0]).toEqual(options[1]?.filter((intent) => intent !== 'token'))
  const [npm, pypi] = REGISTRIES.map((registry) => Object.keys(spelling[registry]?.clients.vendor?.options ?? {}))
  expect(npm).toEqual(pypi)
})
