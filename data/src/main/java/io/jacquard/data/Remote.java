package io.jacquard.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens a file at an address from a position on: over HTTP, or from a folder of this machine.
///
/// `HttpURLConnection` rather than `java.net.http`, because it can give up on a server that falls
/// silent in the middle of a file.
record Remote(URI address) {
    private static final int SILENCE_MS = 30_000;
    private static final int REDIRECTS = 5;

    /// What was opened.
    ///
    /// @param from the position at which it begins, which may be 0 although another was asked for
    /// @param stream the bytes, to be closed by the caller
    record Opened(long from, InputStream stream) {}

    /// An address as people write it: `https://host/path`, or a folder.
    ///
    /// @throws DataException if it is neither
    static Remote of(String address) {
        String slashed = address.endsWith("/") ? address : address + "/";
        try {
            return new Remote(
                    slashed.matches("[a-z]+://.*|file:.*")
                            ? new URI(slashed)
                            : Path.of(address).toAbsolutePath().toUri().resolve(slashed));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw DataException.of(
                    address,
                    "this is no address",
                    "expected such as https://host/path/ or a folder, found " + e.getMessage(),
                    "correct the setting " + Downloads.SETTING);
        }
    }

    /// The address of a file below this one.
    Remote resolve(String path) {
        return new Remote(address.resolve(path));
    }

    /// Opens the file.
    ///
    /// @param from the position wanted, in bytes
    /// @throws FileNotFoundException if there is none
    Opened open(long from) throws IOException {
        String scheme = address.getScheme() == null ? "" : address.getScheme();
        return switch (scheme) {
            case "http", "https" -> overHttp(address, from, REDIRECTS);
            case "file" -> fromFolder(from);
            default ->
                    throw DataException.of(
                            address,
                            "files cannot be got this way",
                            "expected http, https or a folder, found '%s'".formatted(scheme),
                            "correct the setting " + Downloads.SETTING);
        };
    }

    private Opened fromFolder(long from) throws IOException {
        Path file = Path.of(address);
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file.toString());
        }
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(from);
        return new Opened(from, in);
    }

    private static Opened overHttp(URI address, long from, int redirects) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(SILENCE_MS);
        connection.setReadTimeout(SILENCE_MS);
        connection.setInstanceFollowRedirects(false);
        // A compressed transfer would make positions meaningless.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        int status = connection.getResponseCode();
        String next = connection.getHeaderField("Location");
        if (status >= 300 && status < 400 && next != null && redirects > 0) {
            connection.disconnect();
            return overHttp(address.resolve(next), from, redirects - 1);
        }
        return switch (status) {
            case 200 -> new Opened(0, connection.getInputStream());
            case 206 -> new Opened(begin(connection, from), connection.getInputStream());
            case 404, 410 -> throw new FileNotFoundException(address.toString());
            // The server has no such position: begin anew.
            case 416 -> {
                connection.disconnect();
                if (from == 0) {
                    throw new IOException("the server answered with status 416");
                }
                yield overHttp(address, 0, redirects);
            }
            default -> throw new IOException("the server answered with status " + status);
        };
    }

    private static long begin(HttpURLConnection connection, long from) throws IOException {
        String range = String.valueOf(connection.getHeaderField("Content-Range"));
        if (!range.startsWith("bytes " + from + "-")) {
            throw new IOException(
                    "the server sent another part than was asked for: %s instead of byte %d on"
                            .formatted(range, from));
        }
        return from;
    }
}
