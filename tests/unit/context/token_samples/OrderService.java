package shop.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Accepts orders, and says which of them are late. */
public final class OrderService {
    private static final int MAX_OPEN_ORDERS = 1_000;

    private final Clock clock;
    private final List<Order> openOrders = new ArrayList<>();

    public OrderService(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    public synchronized Order accept(String customer, List<String> articles) {
        if (openOrders.size() >= MAX_OPEN_ORDERS) {
            throw new IllegalStateException("too many open orders: " + openOrders.size());
        }
        Order order = new Order(customer, List.copyOf(articles), clock.instant());
        openOrders.add(order);
        return order;
    }

    public synchronized Optional<Order> oldest() {
        return openOrders.stream().min(Comparator.comparing(Order::acceptedAt));
    }

    public synchronized long countBefore(Instant deadline) {
        return openOrders.stream().filter(order -> order.acceptedAt().isBefore(deadline)).count();
    }

    @Override
    public String toString() {
        return "OrderService[open=" + openOrders.size() + "]";
    }

    public record Order(String customer, List<String> articles, Instant acceptedAt) {}
}
