/** What a result says where a version names itself, as each one does: it is no difference between two of them. */
export const OWN_VERSION = '‹own version›'
