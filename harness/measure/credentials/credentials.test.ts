import { createPrivateKey } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { redactor } from '../../judge/mask/redact.ts'
import { ROLES, rolesIn } from '../../model/role.ts'
import { startAuthority } from './authority.ts'
import { mintCredentials } from './mint.ts'

const authority = await startAuthority()
afterAll(() => authority.close())

test('a token is found valid by whoever knows only the discovery address', async () => {
  const discovered = JSON.parse(await (await fetch(authority.openidConfigUrl)).text())
  expect(discovered).toMatchObject({ issuer: authority.issuer, jwks_uri: authority.jwksUri })
  const token = await authority.sign()
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(discovered.jwks_uri)), {
    issuer: authority.issuer,
    audience: 'https://cognitiveservices.azure.com',
  })
  for (const claim of ['tid', 'oid', 'azp', 'sub', 'ver', 'iat', 'nbf', 'exp']) expect(payload).toHaveProperty(claim)
  expect(payload.iss).toBe(`${new URL(authority.issuer).origin}/${payload['tid']}/v2.0`)
  const { keys } = JSON.parse(await (await fetch(authority.jwksUri)).text())
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', kid: keys[0].kid })
  expect(Object.keys(keys[0])).not.toContain('d')
})

test('claims replace the usual ones', async () => {
  expect(decodeJwt(await authority.sign({ exp: 1, aud: 'other' }))).toMatchObject({ exp: 1, aud: 'other' })
  expect(decodeJwt(await authority.sign({ exp: undefined }))).not.toHaveProperty('exp')
})

test('anything else at the authority is not found', async () => {
  expect((await fetch(`${authority.issuer}/other`)).status).toBe(404)
})

test('a provider of tokens hands out eight different ones, the first of which is the token', async () => {
  const credentials = await mintCredentials(authority)
  const tokens = credentials.provider('entra-token')
  expect(new Set(tokens).size).toBe(8)
  expect(tokens[0]).toBe(credentials.of('entra-token'))
  expect(new Set(credentials.provider('api-key'))).toEqual(new Set([credentials.of('api-key')]))
})

test('everything minted carries its label, longest value first, each value once', async () => {
  const { minted, of, provider } = await mintCredentials(authority)
  const label = new Map(minted.map((one) => [one.value, one.label]))
  expect(label.size).toBe(minted.length)
  for (const role of ROLES) expect(label.get(of(role))).toBe(role)
  expect(
    provider('entra-token')
      .map((value) => label.get(value))
      .slice(1, 3),
  ).toEqual(['entra-token#2', 'entra-token#3'])
  const lengths = minted.map(({ value }) => value.length)
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a))
})

test('no key looks like a vendor’s, and no two runs share one', async () => {
  const [one, two] = await Promise.all([mintCredentials(authority), mintCredentials(authority)])
  for (const role of ROLES) {
    expect(one.of(role)).not.toMatch(/^sk-/)
    expect(one.of(role)).not.toBe(two.of(role))
  }
})

test('a credential of the user’s own has its shape, and is another in each run', async () => {
  const shapes = {
    'stripe-key': 'sk_test_{24}',
    'access-key': 'AKIA{16:A-Z2-7}',
    secret: '{40:base64}',
    account: { basic: { user: 'AC{32:hex}', password: '{32}' } },
    'own-token': { jwt: { aud: 'api://mine', scp: 'read', azp: null } },
  }
  const [one, two] = await Promise.all([mintCredentials(authority, shapes), mintCredentials(authority, shapes)])
  expect(one.of('stripe-key')).toMatch(/^sk_test_[A-Za-z0-9]{24}$/)
  expect(one.of('access-key')).toMatch(/^AKIA[A-Z2-7]{16}$/)
  expect(one.of('secret')).toMatch(/^[A-Za-z0-9+/]{40}$/)
  expect(one.of('account')).toBe(`${one.of('account.user')}:${one.of('account.password')}`)
  expect(one.of('account.user')).toMatch(/^AC[0-9a-f]{32}$/)
  expect(decodeJwt(one.of('own-token'))).toMatchObject({ aud: 'api://mine', scp: 'read', iss: authority.issuer })
  expect(decodeJwt(one.of('own-token'))).not.toHaveProperty('azp')
  for (const role of [...Object.keys(shapes), 'account.user', 'account.password']) {
    expect(one.of(role)).not.toBe(two.of(role))
    if (role !== 'account')
      expect(one.minted).toContainEqual(expect.objectContaining({ label: role, value: one.of(role) }))
  }
  expect(one.roles).toEqual(expect.arrayContaining([...ROLES, 'account.user']))
})

test('a file has a key of its own in each run, and each of its secrets is a role', async () => {
  const shapes = {
    google: {
      file: { type: 'service_account', private_key: '{rsa}', nested: [{ id: 'x{4}' }, { token: 'ya29.{40}' }] },
    },
    aws: { file: '[default]\naws_access_key_id = AKIA{16:A-Z2-7}\naws_secret_access_key={40:base64}\n' },
  }
  const [one, two] = await Promise.all([mintCredentials(authority, shapes), mintCredentials(authority, shapes)])
  const written = JSON.parse(one.files['google']?.text ?? '')
  expect(written).toMatchObject({ type: 'service_account', private_key: one.of('google.private-key') })
  expect(createPrivateKey(written.private_key).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
  expect(written.nested[1].token).toMatch(/^ya29\.\w{40}$/)
  expect(written.nested[1].token).toBe(one.of('google.nested.2.token'))
  expect(one.files['aws']).toEqual({
    name: 'aws',
    text: `[default]\naws_access_key_id = ${one.of('aws.1')}\naws_secret_access_key=${one.of('aws.2')}\n`,
  })
  expect(one.of('aws.1')).toMatch(/^AKIA[A-Z2-7]{16}$/)
  expect(one.roles).toEqual(expect.arrayContaining(['google', 'google.private-key', 'aws', 'aws.1', 'aws.2']))
  expect(one.files['google']?.text).not.toBe(two.files['google']?.text)
  expect(one.minted.map(({ label }) => label)).not.toContain('google.nested.1.id')
})

test('a private key is seen in every form that gives it away', async () => {
  const { minted, of } = await mintCredentials(authority, { google: { file: { private_key: '{rsa}' } } })
  const redact = redactor(minted)
  const pem = of('google.private-key')
  const lines = pem.trim().split('\n').slice(1, -1)
  const { d } = createPrivateKey(pem).export({ format: 'jwk' })
  const forms = {
    whole: pem,
    json: JSON.stringify({ private_key: pem }),
    base64: Buffer.from(JSON.stringify({ private_key: pem })).toString('base64'),
    percent: encodeURIComponent(pem),
    hex: Buffer.from(pem).toString('hex'),
    line: `bad line ${lines[7]}`,
    crlf: pem.replaceAll('\n', '\r\n'),
    body: lines.join(''),
    jwk: JSON.stringify({ kty: 'RSA', d }),
  }
  for (const [form, text] of Object.entries(forms)) {
    const shown = redact(text)
    expect(shown, form).toContain('‹google.private-key›')
    for (const line of [...lines, d ?? '']) expect(shown, form).not.toContain(line)
  }
  expect(rolesIn(redact(pem))).toEqual(['google.private-key'])
})

test('a user name that could be any other text is no secret, and is not taken for one', async () => {
  const { minted, of } = await mintCredentials(authority, { account: { basic: { user: 'me', password: '{32}' } } })
  expect(of('account.user')).toBe('me')
  expect(minted.map(({ label }) => label)).not.toContain('account.user')
  expect(minted.map(({ label }) => label)).toContain('account.password')
})
