import { expect, test } from 'vitest'
import { ROLES, rolesIn, withoutRoles } from './role.ts'

test.each(ROLES)('%s is seen wherever it stands in a value, its n-th token too', (role) => {
  expect(rolesIn(`Bearer ‹${role}›, ‹${role}#2›`)).toEqual([role, `${role}#2`])
  expect(withoutRoles(`Bearer ‹${role}#2›`)).toBe('Bearer ‹credential›')
})

test('what is no role is left alone', () => {
  expect(rolesIn('‹uuid› and ‹no-role›')).toEqual([])
  expect(withoutRoles('‹uuid›')).toBe('‹uuid›')
})
