import mitt from 'mitt';

/** The one place where mitt is used: facts go out to whoever listens, and nothing comes back. */
export class Bus {
  private readonly emitter = mitt<Record<string, unknown>>();
  private readonly counts = new Map<string, number>();
  private wildcards = 0;
  private total = 0;

  /** Whether anybody listens to a type. Costs one comparison when nobody listens to anything. */
  hears(type: string): boolean {
    return this.total > 0 && (this.wildcards > 0 || this.counts.has(type));
  }

  /** Hands a fact to its listeners, then to those who hear everything. */
  say(type: string, fact: unknown): void {
    this.emitter.emit(type, fact);
  }

  /** Listens to one type. The answer stops it; calling that twice does no harm. */
  listen(type: string, listener: (fact: unknown) => void): () => void {
    this.emitter.on(type, listener);
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    this.total++;
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      this.unlisten(type, listener);
    };
  }

  /** Listens to every type. The answer stops it. */
  listenToAll(listener: (fact: unknown) => void): () => void {
    const forward = (_type: string, fact: unknown): void => listener(fact);
    this.emitter.on('*', forward);
    this.wildcards++;
    this.total++;
    let listening = true;
    return () => {
      if (!listening) return;
      listening = false;
      this.emitter.off('*', forward);
      this.wildcards--;
      this.total--;
    };
  }

  private unlisten(type: string, listener: (fact: unknown) => void): void {
    this.emitter.off(type, listener);
    const left = (this.counts.get(type) ?? 0) - 1;
    if (left > 0) this.counts.set(type, left);
    else this.counts.delete(type);
    this.total--;
  }
}
