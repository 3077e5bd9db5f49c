import { EventEmitter } from 'node:events';

export type Handler<T> = (request: Request, params: Record<string, string>) => Promise<T>;

interface Route<T> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly pattern: RegExp;
  readonly names: string[];
  readonly handler: Handler<T>;
}

export class Router<T = Response> extends EventEmitter {
  private readonly routes: Route<T>[] = [];

  get(path: string, handler: Handler<T>): this {
    return this.add('GET', path, handler);
  }

  private add(method: Route<T>['method'], path: string, handler: Handler<T>): this {
    const names: string[] = [];
    const source = path.replace(/:(\w+)/g, (_, name: string) => {
      names.push(name);
      return '([^/]+)';
    });
    this.routes.push({ method, pattern: new RegExp(`^${source}$`), names, handler });
    return this;
  }

  async dispatch(request: Request): Promise<T | undefined> {
    const { pathname } = new URL(request.url);
    for (const route of this.routes) {
      const match = route.method === request.method ? route.pattern.exec(pathname) : null;
      if (!match) continue;
      const params = Object.fromEntries(route.names.map((name, i) => [name, match[i + 1] ?? '']));
      this.emit('matched', { route, params });
      return route.handler(request, params);
    }
    return undefined;
  }
}
