import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { familyFiles, shipped } from '../../testing/shipped-families.ts'
import { type FamilyFile, readFamilies } from './read.ts'

const aFile = (value: unknown, name = 'acme'): FamilyFile => ({
  path: `families/${name}.json`,
  name,
  text: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  hasLines: true,
})

const read = (...files: readonly FamilyFile[]) => readFamilies(files, familyFiles('bases'))
const groq = { extends: 'stainless', module: 'acme-sdk', client: 'Acme', environment: { apiKey: 'ACME_API_KEY' } }
const withCall = { ...groq, apis: { chat: { method: 'chat.create', body: null, stream: false } } }

const faults = (...files: readonly FamilyFile[]) => {
  try {
    read(...files)
  } catch (error) {
    if (error instanceof UserError) return error.faults.map(({ where, what, hint }) => `${where} ${what} ${hint ?? ''}`)
    throw error
  }
  return []
}

test('a line of words on a base is a whole family, on npm unless it says otherwise', () => {
  const [family] = read(aFile(groq))
  expect(family).toMatchObject({
    id: 'acme',
    packages: { npm: ['acme-sdk'] },
    credentialFields: ['authorization', 'api-key'],
    gateway: { wants: 'bearer', credential: ['api-key'] },
    dictionaries: {
      npm: {
        clients: { vendor: { names: { '': 'Acme' }, environment: { apiKey: 'ACME_API_KEY' } } },
        apis: { chat: { method: 'chat.completions.create' } },
      },
    },
  })
  expect(Object.keys(family?.dictionaries ?? {})).toEqual(['npm'])
})

test('each registry has its own words, and the asynchronous client its own name', () => {
  const [family] = read(
    aFile({
      ...groq,
      module: undefined,
      path: '/v1',
      npm: { package: '@acme/sdk' },
      pypi: { package: 'acme-sdk', module: 'acme', options: { apiKey: 'token' } },
    }),
  )
  expect(family?.packages).toEqual({ npm: ['@acme/sdk'], pypi: ['acme-sdk'] })
  expect(family?.dictionaries.npm).not.toHaveProperty('module')
  expect(family?.dictionaries.pypi).toMatchObject({
    module: 'acme',
    clients: {
      vendor: {
        names: { '': 'Acme', '.async': 'AsyncAcme' },
        options: { apiKey: 'token', headers: 'default_headers' },
        address: { 'base-url': { option: 'base_url', path: '/v1' } },
      },
    },
  })
})

test('the arguments of a call replace those of the base, and null takes a call away', () => {
  const [family] = read(aFile({ ...groq, apis: { chat: { method: 'accounts.list', body: {} }, 'chat-stream': null } }))
  const { apis } = family?.dictionaries.npm ?? {}
  expect(apis?.['chat']).toEqual({ method: 'accounts.list', body: {}, stream: false })
  expect(Object.keys(apis ?? {})).toContain('models')
  expect(Object.keys(apis ?? {})).not.toContain('chat-stream')
})

test('a family can be extended as a base can: another client name, in packages of its own', () => {
  const files = [aFile(withCall), aFile({ extends: 'acme', module: 'acme-fork', client: 'Fork' }, 'fork')]
  const [, fork] = read(...files)
  expect(fork).toMatchObject({ id: 'fork', packages: { npm: ['acme-fork'] } })
  expect(fork?.dictionaries.npm?.apis['chat']?.method).toBe('chat.create')
  expect(fork?.dictionaries.npm?.clients['vendor']?.names['']).toBe('Fork')
})

test('hosts are one vendor’s, by registry: what extends its family does not go there', () => {
  const hosts = { npm: ['api.acme.test', '*.acme.test'] }
  const files = [aFile({ ...withCall, hosts }), aFile({ extends: 'acme', module: 'acme-fork', client: 'Fork' }, 'fork')]
  expect(read(...files).map((family) => family.hosts)).toEqual([hosts, undefined])
  expect(faults(aFile({ ...withCall, hosts: { npm: ['https://api.acme.test/v1'] } }))).toEqual([
    expect.stringContaining('the name of a host such as "api.twilio.com"'),
  ])
})

test('what stands beside it is one vendor’s too, and its ranges are told when they are none', () => {
  const beside = { npm: { helper: { '<2': '1.0.0', '>=2': '^2' }, other: 'latest' } }
  const files = [
    aFile({ ...withCall, with: beside }),
    aFile({ extends: 'acme', module: 'acme-fork', client: 'Fork' }, 'fork'),
  ]
  expect(read(...files).map((family) => family.with)).toEqual([beside, undefined])
  expect(faults(aFile({ ...withCall, with: { npm: { helper: { 'two and more': '1' } } } }))).toEqual([
    expect.stringContaining('"two and more" is no range on npm'),
  ])
})

test('a whole family needs no base', () => {
  const { control: _, gateway: __, ...whole } = shipped.all.find(({ id }) => id === 'openai') ?? {}
  const [family] = read(aFile({ ...whole, id: 'mine' }))
  expect(family?.dictionaries).toEqual(shipped.all.find(({ id }) => id === 'openai')?.dictionaries)
})

test('every fault is told at once, with its line', () => {
  expect(
    faults(aFile('{\n  "extends": "stainles",\n  "clent": "Acme"\n}'), aFile('{ "extends": "stainless", }', 'other')),
  ).toEqual([
    expect.stringMatching(/^families\/acme\.json:2:14 "stainles" is not known here\. Did you mean "stainless"\?/),
    expect.stringMatching(/^families\/acme\.json:3:3 "clent" is not known here\. Did you mean "client"\?/),
    expect.stringMatching(/^families\/other\.json:1:1 /),
  ])
  expect(faults(aFile('{\n  "extends": "stainless", "module": "a",\n  "clent": "Acme"\n}'))).toEqual([
    expect.stringMatching(/^families\/acme\.json:3:3 "clent" is not known here\. Did you mean "client"\?/),
  ])
})

test('a base whose class nobody names is no family', () => {
  expect(faults(aFile({ extends: 'stainless', module: 'acme' }))).toEqual([
    expect.stringContaining('"client" is missing.'),
  ])
})

test('what has no lines is told by its file alone', () => {
  expect(faults({ ...aFile({ ...groq, clent: 1 }), path: 'acme.ts', hasLines: false })).toEqual([
    expect.stringMatching(/^acme\.ts "clent" is not known here/),
  ])
})

test('neither an id nor a package can be that of another family', () => {
  expect(
    faults(aFile(groq), aFile({ ...groq, module: 'else' }, 'two'), aFile({ ...groq, id: 'acme' }, 'three')),
  ).toEqual([expect.stringContaining('The id "acme" is that of the family in families/acme.json.')])
  expect(faults(aFile(groq), aFile(groq, 'two'))).toEqual([
    expect.stringContaining('The npm package "acme-sdk" belongs to the family acme.'),
  ])
})

test('what extends itself is told', () => {
  const both = [aFile({ ...groq, extends: 'two' }, 'one'), aFile({ ...groq, extends: 'one', module: 'b' }, 'two')]
  expect(faults(...both).join()).toContain('It extends itself, by way of')
})
