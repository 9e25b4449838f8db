package io.jacquard.pjrt.client;

import io.jacquard.pjrt.api.Api;
import java.util.HashMap;
import java.util.Map;

/// The clients of this process, one a plugin and set of options: devices share it, and the last one
/// that is closed destroys it.
public final class Clients {
    private static final Map<Key, Client> LAST = new HashMap<>();

    private Clients() {}

    private record Key(Api api, Map<String, Object> options) {}

    /// A client, which has to be released.
    ///
    /// @throws io.jacquard.pjrt.api.PjrtException if there is none and it cannot be made
    public static Client take(Api api, Map<String, Object> options) {
        synchronized (LAST) {
            Key key = new Key(api, Map.copyOf(options));
            Client last = LAST.get(key);
            if (last != null && last.retain()) {
                return last;
            }
            Client made = new Client(api, options);
            LAST.put(key, made);
            return made;
        }
    }
}
