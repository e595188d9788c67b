import { expect, test } from 'vitest'
import { NO_ROLES, ROLES, rolesIn, withoutRoles } from './role.ts'

test.each(ROLES)('%s is seen wherever it stands in a value, its n-th token too', (role) => {
  expect(rolesIn(`Bearer ‹${role}›, ‹${role}#2›`)).toEqual([role, `${role}#2`])
  expect(withoutRoles(`Bearer ‹${role}#2›`)).toBe('Bearer ‹credential›')
})

test('what is no role is left alone', () => {
  for (const word of [...NO_ROLES, 'sdk folder']) {
    expect(rolesIn(`‹${word}›`)).toEqual([])
    expect(withoutRoles(`‹${word}›`)).toBe(`‹${word}›`)
  }
})

test('a role that a matrix makes up is one, whatever it begins with', () => {
  expect(rolesIn('‹stripe-key›:‹account.password›, ‹time-key›')).toEqual(['stripe-key', 'account.password', 'time-key'])
})

test('a change from one credential to another is none from one to itself, whichever they are', () => {
  expect(withoutRoles('Bearer ‹entra-token#2› → Bearer ‹entra-token›')).toBe(
    'Bearer ‹credential› → Bearer ‹another credential›',
  )
  expect(withoutRoles('‹api-key› → ‹api-key›')).toBe('‹credential› → ‹credential›')
})
