package io.github.tomcatdynamodb.record;

/** What becomes of a JSON record of connect-dynamodb with the first write that is due. */
public enum LegacyFormat {
    /** It becomes a map. connect-dynamodb cannot read it any more. */
    UPGRADE,
    /** It stays the JSON string that connect-dynamodb reads, as long as its values allow. */
    KEEP
}
