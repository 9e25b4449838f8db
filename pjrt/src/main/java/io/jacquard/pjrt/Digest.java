package io.jacquard.pjrt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, over parts whose bounds count.
final class Digest {
    /// Bytes of a digest.
    static final int BYTES = 32;

    private final MessageDigest sha = sha();

    static byte[] of(byte[] content) {
        return sha().digest(content);
    }

    Digest add(byte[] part) {
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
        sha.update(part);
        return this;
    }

    Digest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
