import { expect, test } from 'vitest'
import { asNpmrc } from './npmrc.ts'

test('registries, scopes, credentials and proxies are handed on; what shapes an install is not', () => {
  const { text, secrets, certificates } = asNpmrc({
    registry: 'https://npm.example/',
    '@acme:registry': 'https://acme.example/',
    '//acme.example/:_authToken': 'tok-12345',
    '//npm.example/:username': 'me',
    '//npm.example/:_password': 'cHc=',
    httpsProxy: 'http://proxy:1',
    proxy: null,
    noProxy: ['a', 'b'],
    strictSSL: true,
    ca: ['PEM 1', 'PEM 2'],
    before: '2020-01-01',
    omit: ['optional'],
  })
  expect(text.split('\n')).toEqual([
    'registry=https://npm.example/',
    '@acme:registry=https://acme.example/',
    '//acme.example/:_authToken=tok-12345',
    '//npm.example/:username=me',
    '//npm.example/:_password=cHc=',
    'https-proxy=http://proxy:1',
    'noproxy=a,b',
    '',
  ])
  expect(secrets).toEqual(['tok-12345', 'cHc='])
  expect(certificates).toBe('PEM 1\nPEM 2')
})
