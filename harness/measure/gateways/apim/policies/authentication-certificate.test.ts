import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { authenticationCertificate } from './authentication-certificate.ts'

test('a certificate is named by thumbprint, id or its own bytes; nothing stands for it here', () => {
  expect(authenticationCertificate.faults(element('authentication-certificate', { thumbprint: 'AA' }))).toEqual([])
  expect(authenticationCertificate.faults(element('authentication-certificate'))).toHaveLength(1)
  expect(authenticationCertificate.standing(element('authentication-certificate')).kind).toBe('adapted')
})
