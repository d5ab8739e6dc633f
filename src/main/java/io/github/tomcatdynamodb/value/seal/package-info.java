/**
 * Who wrote a value: a seal that only the keys of this store make, bound to the session, its
 * record, the place in it and the content.
 *
 * <p>A sealed value stands in the record as a B:
 *
 * <pre>
 * signed    := 3, id, HMAC-SHA-256 (32 bytes), bytes of Kryo's or Java serialization's    its type entry stays
 * encrypted := 4, id, nonce (12 bytes), AES-256-GCM of type entry and value, tag (16)     type entry "sealed"
 * id        := length (1 byte), the key's id in ASCII
 * </pre>
 *
 * <p>Each session has keys of its own: HKDF-SHA-256 of the configured key, with the session's
 * {@code uid} as salt. A configured key itself is used for nothing else, so the number of sessions
 * is no limit. Nonces are random: a session's key is good for 2<sup>32</sup> encrypted values (the
 * bound of NIST SP 800-38D for a risk of 2<sup>-32</sup> that one repeats), more than any session
 * writes; a new session has a new key.
 *
 * <p>What a seal does not tell is which of two values that a session had under one name is the
 * newer: who may write to the table can put back an old one.
 */
package io.github.tomcatdynamodb.value.seal;
