/**
 * Keeps messages, accounts and voice files in a SQL database: SQLite here.
 *
 * <p>The path of a write: a verb of {@link trunkline.gateway.storage.SqlMessageStore} becomes a piece of work for
 * {@link trunkline.gateway.storage.GroupCommit}, whose one thread takes what is waiting, runs it in one transaction,
 * commits, and only then completes the futures. Reads use connections of their own
 * ({@link trunkline.gateway.storage.Readers}). {@link trunkline.gateway.storage.Database} opens both, and refuses a store
 * that could not keep its promise.
 */
@NullMarked
package trunkline.gateway.storage;

import org.jspecify.annotations.NullMarked;
