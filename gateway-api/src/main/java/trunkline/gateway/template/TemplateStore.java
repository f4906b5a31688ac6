package trunkline.gateway.template;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the templates of accounts are kept. Thread-safe. */
public interface TemplateStore {

    /** Templates that one account may have. */
    int TEMPLATES_MAX = 200;

    /** One that was kept, and whether nothing had its name before. */
    record Put(Template template, boolean isNew) {}

    /** All of an account, by name. */
    CompletableFuture<List<Template>> all(long account);

    /** The one of this name, if there is one. */
    CompletableFuture<Optional<Template>> find(long account, String name);

    /** Keeps one, in place of what had its name; nothing if the account has {@link #TEMPLATES_MAX} of other names. */
    CompletableFuture<Optional<Put>> put(long account, String name, TemplateText text);

    /** Removes one; false if there is none of this name. */
    CompletableFuture<Boolean> remove(long account, String name);
}
