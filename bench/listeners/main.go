// Listeners in rooms of LiveKit, hundreds in one process: LiveKit's own test client, which speaks the whole of WebRTC and decodes nothing.
//
// One JSON line with an id on standard input, one answer with that id on standard output: {"join":{"url","token"}} is answered when the
// media flows, or with {"error"} when it will not, anything else with {"bytes":[…]}, what each listener has received so far. It ends with
// its input.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"time"

	"github.com/livekit/livekit-server/pkg/telemetry/prometheus"
	"github.com/livekit/livekit-server/test/client"
	"github.com/livekit/protocol/livekit"
)

const (
	joinLimit = 20 * time.Second
	pingEvery = 5 * time.Second
)

type request struct {
	Join *place `json:"join"`
	ID   int    `json:"id"`
}

type place struct {
	URL   string `json:"url"`
	Token string `json:"token"`
}

type answer struct {
	ID    int      `json:"id"`
	Error string   `json:"error,omitempty"`
	Bytes []uint64 `json:"bytes,omitempty"`
}

type room struct {
	lock      sync.Mutex
	listeners []*client.RTCClient
	out       *json.Encoder
}

func main() {
	// The test client counts what it does, as the server does.
	if err := prometheus.Init("listeners", livekit.NodeType_SERVER); err != nil {
		panic(err)
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	all := &room{out: json.NewEncoder(os.Stdout)}
	for in.Scan() {
		var asked request
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			all.tell(answer{ID: asked.ID, Error: err.Error()})
		} else if asked.Join != nil {
			go func() { all.tell(all.join(asked.ID, *asked.Join)) }()
		} else {
			all.tell(all.count(asked.ID))
		}
	}
}

func (r *room) join(id int, at place) answer {
	options := &client.Options{AutoSubscribe: true, UseJoinRequestQueryParam: true, RTCServicePath: "/rtc/v1"}
	socket, err := client.NewWebSocketConn(at.URL, at.Token, options)
	if err != nil {
		return answer{ID: id, Error: err.Error()}
	}
	listener, err := client.NewRTCClient(socket, true, options)
	if err != nil {
		return answer{ID: id, Error: err.Error()}
	}
	go listener.Run()
	go stay(listener)
	if err := listener.WaitUntilConnected(joinLimit); err != nil {
		listener.Stop()
		return answer{ID: id, Error: err.Error()}
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	r.listeners = append(r.listeners, listener)
	return answer{ID: id}
}

// Whoever is silent for long is taken for gone.
func stay(listener *client.RTCClient) {
	for listener.SendPing() == nil {
		time.Sleep(pingEvery)
	}
}

func (r *room) count(id int) answer {
	r.lock.Lock()
	defer r.lock.Unlock()
	bytes := make([]uint64, len(r.listeners))
	for at, listener := range r.listeners {
		bytes[at] = listener.BytesReceived()
	}
	return answer{ID: id, Bytes: bytes}
}

func (r *room) tell(said answer) {
	r.lock.Lock()
	defer r.lock.Unlock()
	_ = r.out.Encode(said)
}
