/** ContentType of a record with a ClientHello: RFC 8446, section 5.1. */
export const TLS_HANDSHAKE = 22
/** RFC 8446, section 4.2.1. */
const SUPPORTED_VERSIONS = 43
const TLS_1_2 = 0x0303

/**
 * Does a client take TLS 1.2? One that names no versions knows of none above. Of what is cut off, or is no ClientHello
 * (RFC 8446, section 4.1.2), nobody can say: false.
 * @param record what it said first, from the first byte on
 */
export const takesTls12 = (record: Buffer): boolean => {
  // A record's header, that of a handshake's message, the version of old and a random number.
  let at = 5 + 4 + 2 + 32
  const skip = (sizeOfLength: 1 | 2): void => {
    at += sizeOfLength + record.readUIntBE(at, sizeOfLength)
  }
  try {
    // Session, ciphers, compressions.
    skip(1)
    skip(2)
    skip(1)
    if (at === record.length) return true
    const end = at + 2 + record.readUInt16BE(at)
    for (at += 2; at < end; skip(2)) {
      const type = record.readUInt16BE(at)
      at += 2
      if (type === SUPPORTED_VERSIONS) return versionsAt(record, at + 2).includes(TLS_1_2)
    }
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const versionsAt = (record: Buffer, at: number): readonly number[] =>
  Array.from({ length: record.readUInt8(at) / 2 }, (_, nth) => record.readUInt16BE(at + 1 + 2 * nth))
