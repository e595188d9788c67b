import { expect, test } from 'vitest'
import { readyCredentials, readyPrograms, readySdks } from './ready-programs.ts'

const all = await readyPrograms()
const rolesFor = (...ids: readonly string[]): readonly string[] =>
  Object.keys(
    readyCredentials(
      all,
      readySdks(all).filter(({ id }) => ids.includes(id)),
    ),
  )

test('credentials are minted for the programs that run, and for no other', () => {
  expect(rolesFor()).toEqual([])
  expect(rolesFor('stripe-node')).toEqual(['stripe-key'])
  expect(rolesFor('aws-s3-node', 'stripe-node')).toEqual(['aws-key', 'aws-secret', 'stripe-key'])
})

test('whatever a ready program asks for that is not one of the usual ones is minted for it', () => {
  const usual = ['api-key', 'entra-token', 'subscription-key', 'auth-token']
  for (const sdk of readySdks(all))
    for (const value of (sdk.programs ?? []).flatMap(({ env }) => Object.values(env ?? {})))
      if (typeof value !== 'string' && !usual.includes(value.credential))
        expect(rolesFor(sdk.id), sdk.id).toContain(value.credential.split('.')[0])
})
